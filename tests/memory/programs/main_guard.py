def main():
    data = [i * 0.5 for i in range(10000)]
    total = 0.0
    for value in data:
        total += value
    print(total)


if __name__ == "__main__":
    main()
