import asyncio


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


async def fetch(n, order):
    await asyncio.sleep(0)
    value = work(n)
    order.append(n)
    return value


async def ticker(limit):
    for n in range(limit):
        await asyncio.sleep(0)
        yield n


async def main():
    order = []
    print(await asyncio.gather(*(fetch(n, order) for n in range(6))))
    print(order)
    total = 0
    async for n in ticker(5):
        total += work(n)
    print(total, [work(n) async for n in ticker(4) if n])
    values = []
    for n in range(10):
        values.append(work(n))  # inside a coroutine
        if n == 5:
            await asyncio.sleep(0)
    print(values)
    return sum([await fetch(n, order) for n in range(3)])


print(asyncio.run(main()))
for n in range(6):
    print(work(n))
