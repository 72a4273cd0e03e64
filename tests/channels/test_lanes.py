import asyncio

from bot.channels.lanes import Lanes


async def test_one_persons_work_is_done_in_order_and_others_do_not_wait() -> None:
    lanes, done, gate = Lanes(), list[str](), asyncio.Event()

    async def work(name: str, *, waits: bool = False) -> None:
        if waits:
            await gate.wait()
        done.append(name)

    first = lanes.put("梅", lambda: work("梅 1", waits=True))
    second = lanes.put("梅", lambda: work("梅 2"))
    await lanes.put("兰", lambda: work("兰 1"))
    assert done == ["兰 1"]
    gate.set()
    await asyncio.gather(first, second)
    assert done == ["兰 1", "梅 1", "梅 2"]
    assert await lanes.drain(1)


async def test_a_fault_does_not_block_its_lane() -> None:
    lanes = Lanes()

    async def fails() -> None:
        raise ValueError("broken")

    async def works() -> str:
        return "done"

    failing = lanes.put("梅", fails)
    assert await lanes.put("梅", works) == "done"
    assert isinstance(failing.exception(), ValueError)


async def test_draining_gives_up_what_takes_too_long() -> None:
    lanes = Lanes()
    stuck = lanes.put("梅", asyncio.Event().wait)
    assert not await lanes.drain(0.01)
    assert stuck.cancelled()
