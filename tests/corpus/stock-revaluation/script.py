"""Prices of a stock list are reviewed item by item, and ratings settle in place."""


def fair_price(price, demand):
    value = price
    for step in range(400):
        value = (value * 7 + demand * step + price) % 9973
    return value + price


def settle(rating):
    for _ in range(300):
        rating = (rating * 48271 + 11) % 65537
    return rating % 1000


def review(prices, demand):
    for item in prices:  # expert: easy
        prices[item] = fair_price(prices[item], demand)


def discount(prices):
    for item, price in prices.items():  # expert: easy
        if price > 500:
            prices[item] = price - fair_price(price, 3) % 100


def update_ratings(ratings):
    for i in range(len(ratings)):  # expert: easy
        ratings[i] = settle(ratings[i])


def smooth(ratings):
    for i in range(1, len(ratings)):  # expert: no, refused: may-alias
        ratings[i] = settle(ratings[i] + ratings[i - 1])


def main():
    prices = {f"item-{n}": 100 + n * 17 % 900 for n in range(40)}
    ratings = [n * n % 1000 for n in range(40)]
    for season in range(3):
        review(prices, season + 1)
        discount(prices)
        update_ratings(ratings)
    smooth(ratings)
    print(sum(prices.values()), max(prices, key=prices.get), ratings[:5], sum(ratings))


main()
