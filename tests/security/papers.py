"""Reading what is said in a file the bot hands over."""

import io
import re
import zipfile

ZIPPED = b"PK"


def words_in(file: bytes) -> str:
    """Return the words of a file: of a spreadsheet or document, all its parts; a picture has none that can be read."""
    if not file.startswith(ZIPPED):
        return file.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return re.sub(
            r"<[^>]*>", "", "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
        )
