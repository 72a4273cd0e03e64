"""Cards out: sent, edited in place, and taps answered. Every failure leaves here as one of bot.chat's kinds."""

import contextlib
import logging
from collections.abc import Awaitable, Iterator
from typing import TypeVar

from telegram import Bot, InputMediaPhoto, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.errors import NOT_MODIFIED, TOO_OLD, failure, says
from bot.channels.telegram.names import MessageId
from bot.channels.telegram.wording import CAPTION_LIMIT, PHOTO_LIMIT, TEXT_LIMIT, Written, write
from bot.chat import Address, Attachment, Pacing, PerhapsSent, Rejected, SendFailed
from bot.texts import Spoken

T = TypeVar("T")
_log = logging.getLogger(__name__)
_PLAIN = LinkPreviewOptions(is_disabled=True)


async def call(calling: Awaitable[T]) -> T:
    """Wait for a call of the Bot API. Raises a SendFailed.

    python-telegram-bot lets out whatever it meets in an answer that it cannot read: what was asked for may be done.
    """
    try:
        return await calling
    except TelegramError as error:
        raise failure(error) from error
    except Exception as error:
        _log.exception("a call of the Bot API could not be made, or its answer not be read")
        raise PerhapsSent(f"its answer could not be read: {type(error).__name__}") from error


async def post(bot: Bot, to: Address, spoken: Spoken, pacing: Pacing, asked: int = 0) -> MessageId:
    """Send a card and return the id of the message with its words and buttons.

    `asked` is a message to answer to, if it is still there. A picture, or a single file, has the words as its caption
    where they fit; what does not fit follows in messages of its own, each with its turn. Raises a
    SendFailed; when only what follows could not be sent it is PerhapsSent, because repeating would double the rest.
    """
    written = write(spoken)
    picture = written.picture if written.picture and len(written.picture.content) <= PHOTO_LIMIT else None
    rest = list(written.files if picture or not written.picture else (written.picture, *written.files))
    place = _Place(bot, to, asked)
    if picture and written.fits_caption:
        first = await call(place.photo(picture, written))
    elif len(rest) == 1 and not picture and written.fits_caption:
        first = await call(place.document(rest.pop(), written))
    else:
        first = await call(place.words(written))
        rest[:0] = [picture] if picture else []
    try:
        for file in rest:
            await pacing.turn(to)
            await call(place.photo(file) if file is picture else place.document(file))
    except SendFailed as error:
        raise PerhapsSent(f"the card went out, a file of it did not: {error}") from error
    return MessageId.of(first)


async def change(bot: Bot, to: Address, message: str, spoken: Spoken) -> None:
    """Let a card take a message's place. The same content again is no error.

    Words stay words and captions stay captions: a picture is exchanged only where there was one, and files are
    left out. Raises MessageGone where the message cannot be edited, else a SendFailed.
    """
    where = MessageId.read(message, to.chat)
    written = write(spoken, CAPTION_LIMIT if where.captioned else TEXT_LIMIT)
    chat = int(to.chat)
    edit: Awaitable[object]
    if not where.captioned:
        edit = bot.edit_message_text(
            written.html, chat, where.number, parse_mode=ParseMode.HTML, link_preview_options=_PLAIN,
            reply_markup=written.keyboard,
        )  # fmt: skip
    elif written.picture:
        media = InputMediaPhoto(written.picture.content, written.html, ParseMode.HTML, filename=written.picture.name)
        edit = bot.edit_message_media(media, chat, where.number, reply_markup=written.keyboard)
    else:
        edit = bot.edit_message_caption(
            chat, where.number, caption=written.html, parse_mode=ParseMode.HTML, reply_markup=written.keyboard
        )
    with _unless(NOT_MODIFIED):
        await call(edit)


async def answer_tap(bot: Bot, query: str, text: str, *, alert: bool) -> bool:
    """Answer a tap with a toast or an alert; say whether it came in time. Raises a SendFailed."""
    with _unless(TOO_OLD):
        await call(bot.answer_callback_query(query, text or None, show_alert=alert or None))
        return True
    return False


@contextlib.contextmanager
def _unless(words: str) -> Iterator[None]:
    """Let a refusal pass whose description contains `words`: what was wanted is so already, or can be no more."""
    try:
        yield
    except Rejected as error:
        if not (isinstance(error.__cause__, BadRequest) and says(error.__cause__, words)):
            raise


class _Place:
    """One chat or topic to write into."""

    def __init__(self, bot: Bot, to: Address, asked: int) -> None:
        self._bot = bot
        self._chat = int(to.chat)
        self._thread = int(to.thread) if to.thread else None
        self._reply = ReplyParameters(asked, allow_sending_without_reply=True) if asked else None

    def words(self, written: Written) -> Awaitable[Message]:
        return self._bot.send_message(
            self._chat, written.html, ParseMode.HTML, link_preview_options=_PLAIN, reply_markup=written.keyboard,
            message_thread_id=self._thread, reply_parameters=self._reply,
        )  # fmt: skip

    def photo(self, picture: Attachment, written: Written | None = None) -> Awaitable[Message]:
        return self._bot.send_photo(
            self._chat, picture.content, caption=written.html if written else None, parse_mode=ParseMode.HTML,
            reply_markup=written.keyboard if written else None, message_thread_id=self._thread,
            reply_parameters=self._reply, filename=picture.name,
        )  # fmt: skip

    def document(self, file: Attachment, written: Written | None = None) -> Awaitable[Message]:
        return self._bot.send_document(
            self._chat, file.content, caption=written.html if written else None, parse_mode=ParseMode.HTML,
            reply_markup=written.keyboard if written else None, message_thread_id=self._thread,
            reply_parameters=self._reply, filename=file.name,
        )  # fmt: skip
