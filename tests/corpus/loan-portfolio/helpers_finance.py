"""Financial functions."""
import math

DAYS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def npv(rate, flows):
    return sum(f / (1 + rate) ** t for t, f in enumerate(flows))


def irr(flows, low=-0.9, high=1.0):
    for _ in range(60):
        mid = (low + high) / 2
        if npv(mid, flows) > 0:
            low = mid
        else:
            high = mid
    return (low + high) / 2


def amortise(principal, rate, months):
    payment = principal * rate / (1 - (1 + rate) ** -months)
    schedule = []
    balance = principal
    for m in range(1, months + 1):
        interest = balance * rate * DAYS[(m - 1) % 12 + 1] / 30.4375
        balance -= payment - interest
        schedule.append((m, round(payment, 2), round(interest, 2), round(balance, 2)))
    return schedule


def black_scholes(s, k, r, sigma, t):
    d1 = (math.log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * math.sqrt(t))
    d2 = d1 - sigma * math.sqrt(t)
    cdf = lambda x: 0.5 * (1 + math.erf(x / math.sqrt(2)))
    return s * cdf(d1) - k * math.exp(-r * t) * cdf(d2)


def binomial_tree(s, k, r, sigma, t, n):
    dt = t / n
    u = math.exp(sigma * math.sqrt(dt))
    p = (math.exp(r * dt) - 1 / u) / (u - 1 / u)
    values = [max(0.0, s * u ** (2 * i - n) - k) for i in range(n + 1)]
    for step in range(n - 1, -1, -1):
        for i in range(step + 1):
            values[i] = math.exp(-r * dt) * (p * values[i + 1] + (1 - p) * values[i])
    return values[0]
