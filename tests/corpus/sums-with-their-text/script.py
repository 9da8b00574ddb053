"""Check sums of batches, shown with the expressions that they come from while somebody looks for a mistake."""


def check_sum(number):
    state = number
    for _ in range(300):
        state = (state * 1103515245 + 12345) % 2147483648
    return state % 997


batch = range(200, 260)
print(f"{sum(check_sum(n) for n in batch) = }")  # expert: easy, refused: text-shown
largest = max(check_sum(n) for n in batch)  # expert: easy
print(f"{largest = }")
