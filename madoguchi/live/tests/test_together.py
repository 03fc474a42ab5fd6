"""Questions that come while one is read are read together, and nobody's question harms another's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from madoguchi.live.together import Together


async def in_thread(work: Callable[..., Any], *args: Any) -> Any:
    return await asyncio.to_thread(work, *args)


def test_those_who_ask_during_a_reading_are_read_together_and_each_hears_his_own() -> None:
    batches: list[list[int]] = []

    def read(numbers: Sequence[int]) -> list[int]:
        batches.append(list(numbers))
        return [number * 10 for number in numbers]

    async def story() -> None:
        together = Together(read, in_thread=in_thread, at_most=4)
        assert await together.ask(0) == 0
        answers = await asyncio.gather(*(together.ask(number) for number in range(1, 10)))
        assert answers == [number * 10 for number in range(1, 10)]

    asyncio.run(story())
    assert batches == [[0], [1, 2, 3, 4], [5, 6, 7, 8], [9]]


def test_mallorys_question_fails_for_him_alone_and_one_who_left_is_not_read() -> None:
    alone: list[str] = []

    def read(names: Sequence[str]) -> list[str]:
        if "mallory" in names:
            raise ValueError("what a database refuses")
        alone.extend(names)
        return [f"for {name}" for name in names]

    async def story() -> None:
        together = Together(read, in_thread=in_thread, at_most=10)
        gone = asyncio.create_task(together.ask("yuki"))
        kim, mallory = (asyncio.create_task(together.ask(name)) for name in ("kim", "mallory"))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(ValueError, match="refuses"):
            await mallory
        assert await kim == "for kim"
        assert await together.ask("marta") == "for marta"

    asyncio.run(story())
    assert alone == ["kim", "marta"]
