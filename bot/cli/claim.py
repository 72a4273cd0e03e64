"""The command `jiedui claim`."""

from bot.chat import Line
from bot.cli.shell import ConfigFile, open_gate, out, settings_or_exit, tell
from bot.clock import SystemClock
from bot.services import joining


def claim(config: ConfigFile = None) -> None:
    """Make a one-time coordinator code, whether or not the house has a coordinator already."""
    settings = settings_or_exit(config)
    gate = open_gate(settings)
    code = gate.run_here(lambda ledger: joining.new_claim(ledger, SystemClock().now()))
    gate.close()
    tell(settings, Line("cli-claim", days=joining.CLAIM_LASTS.days))
    out().print(f"{settings.web.base}/start/{code}", soft_wrap=True)
    tell(settings, Line("cli-claim-by-chat", code=code))
