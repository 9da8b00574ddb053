import sqlite3


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


connection = sqlite3.connect(":memory:")
connection.execute("create table results (n integer primary key, value integer)")
for n in range(20):
    connection.execute("insert into results values (?, ?)", (n, work(n)))


def look_up(n):
    row = connection.execute("select value from results where n = ?", (n % 20,)).fetchone()
    return row[0] + work(n)


def store(n):
    connection.execute("update results set value = value + 1 where n = ?", (n,))
    return connection.total_changes


print([look_up(n) for n in range(25)])
for n in range(6):
    print(store(n), look_up(n))
for n, value in connection.execute("select n, value from results order by value limit 5"):
    print(n, value, work(value))
connection.create_function("work", 1, work)
print(connection.execute("select sum(work(n)) from results").fetchone())
connection.rollback()
print(connection.execute("select count(*) from results").fetchone())
connection.close()
