"""What a comprehension goes over is there until its last element is made."""


def make():
    return {"records": [[i * 0.5] for i in range(3000)]}


rows = [list(record) for record in make()["records"]]
print(rows[0])
