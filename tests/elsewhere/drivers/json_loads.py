"""JSON back and forth."""

import json

import run_benchmark as bench

groups = [json.dumps(group) for group in bench.DICT_GROUP]
for text in groups:
    print(len(text), json.loads(text) == json.loads(json.dumps(json.loads(text))))
print(bench.bench_json_loads([json.dumps(bench.DICT), json.dumps(bench.TUPLE), *groups]))
print(json.dumps(bench.DICT, sort_keys=True)[:200])
