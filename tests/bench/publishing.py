"""Publishing to a great many: how long the one who taps waits, and what is planned by then."""

from pathlib import Path

from bot.clock import SystemClock
from tests.bench import crowd
from tests.bench.figures import Figure
from tests.bench.running import house
from tests.bench.stage import Cards, Stage, build
from tests.telegram_server.server import TelegramServer

TOPIC = "Publishing an activity to everybody"
LINE = "安排 后天下午3点-4点半 学习党史 @友谊渠党性教育基地"


async def measure(folder: Path, members: int = 10_000) -> list[Figure]:
    """Let the secretary type a line and tap 发布."""
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, members, Cards.NONE, board=False)
        secretary = stage.crowd[0]
        async with house(server, stage.file, "webhook", within=120) as bot:
            secretary.says(LINE)
            draft = await secretary.hears("党史", within=30)
            before = bot.cpu()
            query = secretary.taps(draft, "发布")
            await crowd.until(stage, lambda: len(draft.versions) > 1, "the card does not say that it is published")
            assert draft.edited_at
            waited = (draft.edited_at - query.at).total_seconds()
            used = bot.cpu() - before
            bot.check()
        planned = _planned(stage)
        return [
            Figure(
                TOPIC,
                f"{members:,} members: from the tap to the card that says so",
                waited,
                "s",
                note="one transaction",
            ),
            Figure(TOPIC, f"{members:,} members: processor seconds", used, "s"),
            Figure(TOPIC, f"{members:,} members: cards on the ledger", planned, least=members),
        ]


def _planned(stage: Stage) -> int:
    return stage.count("SELECT count(*) FROM delivery WHERE what = 'invitation'")
