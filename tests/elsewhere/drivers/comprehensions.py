"""Widgets sorted by comprehensions."""

import run_benchmark as bench

widgets = bench.make_some_widgets()
for owner in range(4):
    tray = bench.WidgetTray(owner, widgets)
    print(owner, [w.widget_id for w in tray.sorted_widgets])
