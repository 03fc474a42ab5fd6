from django_tasks import task


@task(priority=10)
def add(a: int, b: int) -> int:
    return a + b


@task(queue_name="slow")
def break_down(why: str) -> None:
    raise LookupError(why)


@task(takes_context=True)
async def attempts(context, *, greeting: str) -> list:
    return [greeting, context.attempt, context.task_result.id]
