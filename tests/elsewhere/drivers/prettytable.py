"""Tables with frames."""

from prettytable import PrettyTable, TableStyle

table = PrettyTable(["city", "area", "people", "rain"])
for n in range(9):
    table.add_row([f"city {n * 5 % 9}", n * 131, n**4, 600 + n / 3])
print(table)
for style in (TableStyle.MARKDOWN, TableStyle.ORGMODE, TableStyle.SINGLE_BORDER):
    table.set_style(style)
    print(table.get_string(sortby="city", fields=["city", "rain"]))
print(table.get_csv_string(), table.get_json_string()[:100], table.get_html_string()[:100])
