"""An instance of each type that a module makes but does not export under its name, and of those whose attributes
exist on instances only."""

import argparse
import array
import bz2
import calendar
import collections
import configparser
import contextlib
import csv
import datetime
import decimal
import difflib
import fractions
import functools
import graphlib
import gzip
import hashlib
import hmac
import html.parser
import io
import ipaddress
import itertools
import json
import lzma
import operator
import optparse
import os
import pathlib
import pprint
import queue
import random
import re
import reprlib
import statistics
import string
import struct
import sys
import tarfile
import tempfile
import textwrap
import threading
import time
import urllib.parse
import uuid
import xml.etree.ElementTree
import zipfile
import zlib


def _generator():
    yield 1


# Removed when the tests end.
SCRATCH = tempfile.TemporaryDirectory()


def _scratch():
    return tempfile.mkstemp(dir=SCRATCH.name)[0]


def _written_file(opener):
    path = os.path.join(tempfile.mkdtemp(dir=SCRATCH.name), "sample")
    with opener(path, "wb") as file:
        file.write(b"one\ntwo\n")
    return opener(path, "rb")


def _scandir():
    with os.scandir(os.path.dirname(__file__)) as entries:
        return next(entries)


def _configuration(kind):
    parser = kind()
    parser.read_string("[sample text]\nsample = 1\n")
    return parser


INSTANCES = {
    "argparse.ArgumentParser": lambda: argparse.ArgumentParser(prog="sample"),
    "array.array": lambda: array.array("i", [3, 1, 2]),
    "builtins.BaseException": lambda: ValueError("sample"),
    "builtins.OSError": lambda: OSError(2, "sample"),
    "builtins.StopIteration": lambda: StopIteration(1),
    "builtins.SystemExit": lambda: SystemExit(1),
    "builtins.UnicodeDecodeError": lambda: UnicodeDecodeError("ascii", b"\xff", 0, 1, "sample"),
    "builtins.bool": lambda: True,
    "builtins.bytearray": lambda: bytearray(b"one Two 3"),
    "builtins.bytes": lambda: b"one Two 3",
    "builtins.complex": lambda: 1 + 2j,
    "builtins.dict": lambda: {"a": [1], "b": [2]},
    "builtins.dict_items": lambda: {1: 2}.items(),
    "builtins.dict_keys": lambda: {1: 2}.keys(),
    "builtins.dict_values": lambda: {1: 2}.values(),
    "builtins.float": lambda: 2.5,
    "builtins.frozenset": lambda: frozenset([3, 1, 2]),
    "builtins.generator": _generator,
    "builtins.int": lambda: 300,
    "builtins.list": lambda: [[3], [1], [2]],
    "builtins.memoryview": lambda: memoryview(b"sample"),
    "builtins.object": object,
    "builtins.property": lambda: property(len),
    "builtins.range": lambda: range(3, 30, 3),
    "builtins.set": lambda: {3, 1, 2},
    "builtins.slice": lambda: slice(1, 9, 2),
    "builtins.str": lambda: "one Two 3",
    "builtins.tuple": lambda: ([3], [1], [2]),
    "builtins.type": lambda: int,
    "bz2.BZ2Compressor": bz2.BZ2Compressor,
    "bz2.BZ2Decompressor": bz2.BZ2Decompressor,
    "bz2.BZ2File": lambda: _written_file(bz2.open),
    "calendar.Calendar": calendar.Calendar,
    "calendar.HTMLCalendar": calendar.HTMLCalendar,
    "calendar.TextCalendar": calendar.TextCalendar,
    "calendar._localized_day": lambda: calendar.day_name,
    "calendar._localized_month": lambda: calendar.month_name,
    "collections.ChainMap": lambda: collections.ChainMap({1: 2}, {3: 4}),
    "collections.Counter": lambda: collections.Counter("abca"),
    "collections.OrderedDict": lambda: collections.OrderedDict([("a", 1), ("b", 2)]),
    "collections.UserDict": lambda: collections.UserDict({"a": 1}),
    "collections.UserList": lambda: collections.UserList([3, 1, 2]),
    "collections.UserString": lambda: collections.UserString("sample text"),
    "collections.defaultdict": lambda: collections.defaultdict(list, {"a": [1]}),
    "collections.deque": lambda: collections.deque([3, 1, 2]),
    "configparser.ConfigParser": lambda: _configuration(configparser.ConfigParser),
    "configparser.RawConfigParser": lambda: _configuration(configparser.RawConfigParser),
    "contextlib.ExitStack": contextlib.ExitStack,
    "contextlib.closing": lambda: contextlib.closing(io.StringIO()),
    "contextlib.nullcontext": contextlib.nullcontext,
    "contextlib.suppress": lambda: contextlib.suppress(ValueError),
    "csv.DictReader": lambda: csv.DictReader(["a,b", "1,2", "3,4"]),
    "csv.DictWriter": lambda: csv.DictWriter(io.StringIO(), ["a", "b"]),
    "csv.Sniffer": csv.Sniffer,
    "csv.reader": lambda: csv.reader(["a,b", "1,2"]),
    "csv.writer": lambda: csv.writer(io.StringIO()),
    "datetime.IsoCalendarDate": lambda: datetime.date(2024, 2, 29).isocalendar(),
    "datetime.date": lambda: datetime.date(2024, 2, 29),
    "datetime.datetime": lambda: datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.timezone.utc),
    "datetime.time": lambda: datetime.time(12, 30),
    "datetime.timedelta": lambda: datetime.timedelta(1, 2, 3),
    "datetime.timezone": lambda: datetime.timezone.utc,
    "datetime.tzinfo": datetime.tzinfo,
    "decimal.Context": decimal.Context,
    "decimal.Decimal": lambda: decimal.Decimal("3.25"),
    "decimal.DecimalTuple": lambda: decimal.Decimal("3.25").as_tuple(),
    "difflib.Differ": difflib.Differ,
    "difflib.HtmlDiff": difflib.HtmlDiff,
    "difflib.SequenceMatcher": lambda: difflib.SequenceMatcher(None, "abcd", "bcde"),
    "fractions.Fraction": lambda: fractions.Fraction(3, 7),
    "functools.cached_property": lambda: functools.cached_property(len),
    "functools.partial": lambda: functools.partial(int, base=2),
    "functools.partialmethod": lambda: functools.partialmethod(int),
    "functools.singledispatchmethod": lambda: functools.singledispatchmethod(len),
    "graphlib.TopologicalSorter": lambda: graphlib.TopologicalSorter({"a": ["b"], "b": ["c"]}),
    "gzip.GzipFile": lambda: _written_file(gzip.open),
    "hashlib.HASH": lambda: hashlib.sha256(b"sample"),
    "hashlib.blake2b": lambda: hashlib.blake2b(b"sample"),
    "hashlib.blake2s": lambda: hashlib.blake2s(b"sample"),
    "hmac.HMAC": lambda: hmac.new(b"key", b"sample", "sha256"),
    "html.parser.HTMLParser": html.parser.HTMLParser,
    "io.BufferedRWPair": lambda: io.BufferedRWPair(io.BytesIO(b"ab"), io.BytesIO()),
    "io.BufferedRandom": lambda: io.BufferedRandom(io.FileIO(_scratch(), "r+")),
    "io.BufferedReader": lambda: io.BufferedReader(io.FileIO(__file__)),
    "io.BufferedWriter": lambda: io.BufferedWriter(io.FileIO(_scratch(), "w")),
    "io.BytesIO": lambda: io.BytesIO(b"one\ntwo\n"),
    "io.FileIO": lambda: io.FileIO(__file__),
    "io.IncrementalNewlineDecoder": lambda: io.IncrementalNewlineDecoder(None, translate=True),
    "io.StringIO": lambda: io.StringIO("one\ntwo\n"),
    "io.TextIOWrapper": lambda: open(__file__, encoding="utf-8"),
    "ipaddress.IPv4Interface": lambda: ipaddress.ip_interface("10.0.0.1/8"),
    "ipaddress.IPv4Network": lambda: ipaddress.ip_network("10.0.0.0/29"),
    "ipaddress.IPv6Interface": lambda: ipaddress.ip_interface("fe80::1/64"),
    "ipaddress.IPv6Network": lambda: ipaddress.ip_network("fe80::/125"),
    "itertools.chain": lambda: itertools.chain([1], [2]),
    "json.JSONDecoder": json.JSONDecoder,
    "json.JSONEncoder": json.JSONEncoder,
    "lzma.LZMACompressor": lzma.LZMACompressor,
    "lzma.LZMADecompressor": lzma.LZMADecompressor,
    "lzma.LZMAFile": lambda: _written_file(lzma.open),
    "operator.attrgetter": lambda: operator.attrgetter("real"),
    "operator.itemgetter": lambda: operator.itemgetter(0),
    "operator.methodcaller": lambda: operator.methodcaller("upper"),
    "optparse.OptionParser": lambda: optparse.OptionParser(prog="sample"),
    "os.DirEntry": _scandir,
    "os.ScandirIterator": lambda: os.scandir(os.path.dirname(__file__)),
    "os._Environ": lambda: os.environ,
    "os.stat_result": lambda: os.stat(__file__),
    "pathlib.Path": lambda: pathlib.Path("a/b.txt"),
    "pathlib.PosixPath": lambda: pathlib.Path("a/b.txt"),
    "pathlib.PurePath": lambda: pathlib.PurePath("a/b.txt"),
    "pathlib.PurePosixPath": lambda: pathlib.PurePosixPath("a/b.txt"),
    "pathlib.PureWindowsPath": lambda: pathlib.PureWindowsPath("a/b.txt"),
    "pprint.PrettyPrinter": pprint.PrettyPrinter,
    "queue.LifoQueue": queue.LifoQueue,
    "queue.PriorityQueue": queue.PriorityQueue,
    "queue.Queue": queue.Queue,
    "random.Random": lambda: random.Random(1),
    "random.SystemRandom": random.SystemRandom,
    "re.Match": lambda: re.search(r"(?P<first>\w+) (\w+)", "two words here"),
    "re.Pattern": lambda: re.compile(r"(\w)\w*"),
    "reprlib.Repr": reprlib.Repr,
    "statistics.NormalDist": lambda: statistics.NormalDist(3, 2),
    "string.Formatter": string.Formatter,
    "string.Template": lambda: string.Template("$a and $b"),
    "struct.Struct": lambda: struct.Struct("<ih"),
    "tarfile.TarFile": lambda: tarfile.open(fileobj=io.BytesIO(), mode="w"),
    "tarfile.TarInfo": lambda: tarfile.TarInfo("sample"),
    "tempfile.TemporaryDirectory": lambda: SCRATCH,
    "textwrap.TextWrapper": textwrap.TextWrapper,
    "time.struct_time": lambda: time.gmtime(0),
    "urllib.parse.DefragResult": lambda: urllib.parse.urldefrag("http://a/b#c"),
    "urllib.parse.ParseResult": lambda: urllib.parse.urlparse("http://a:1/b?c#d"),
    "urllib.parse.ParseResultBytes": lambda: urllib.parse.urlparse(b"http://a:1/b?c#d"),
    "urllib.parse.SplitResult": lambda: urllib.parse.urlsplit("http://a:1/b?c#d"),
    "urllib.parse.SplitResultBytes": lambda: urllib.parse.urlsplit(b"http://a:1/b?c#d"),
    "uuid.UUID": lambda: uuid.UUID(int=1),
    "threading.Lock": threading.Lock,
    "threading.RLock": threading.RLock,
    "xml.etree.ElementTree.Element": lambda: xml.etree.ElementTree.XML("<a x='1'>t<b/><c>u</c></a>"),
    "xml.etree.ElementTree.ElementTree": lambda: xml.etree.ElementTree.ElementTree(
        xml.etree.ElementTree.XML("<a><b/></a>")
    ),
    "xml.etree.ElementTree.QName": lambda: xml.etree.ElementTree.QName("sample"),
    "zipfile.ZipFile": lambda: zipfile.ZipFile(io.BytesIO(), "w"),
    "zipfile.ZipInfo": lambda: zipfile.ZipInfo("sample"),
    "zlib.Compress": zlib.compressobj,
    "zlib.Decompress": zlib.decompressobj,
}
if sys.version_info >= (3, 10):
    INSTANCES["statistics.LinearRegression"] = lambda: statistics.linear_regression([1, 2, 3], [2, 4, 7])
if sys.version_info >= (3, 11):
    INSTANCES["builtins.ExceptionGroup"] = lambda: ExceptionGroup("sample", [ValueError(1)])  # noqa: F821
