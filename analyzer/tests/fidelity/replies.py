#!/usr/bin/env python3
"""Holds the changed defaults of two QEMU versions against what their binaries said to libvirt.

usage: replies.py OLD.replies NEW.replies OLD.json NEW.json [TARGET]

The replies are those that a libvirt tree keeps (tests/qemucapabilitiesdata):
what device-list-properties answered. OLD.json and NEW.json are facts of the
same versions. Counted are the properties that both binaries list with a
default: `seen` changed in both, `missed` changed for the binaries only,
`invented` changed for the facts only. Exit status 1 if any was missed or
invented.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import sys

MAX_DEPTH = 40
COMMANDS = ("device-list-properties", "qom-list-properties")


def read_replies(path):
    """{driver: {property: default}}"""
    with open(path, encoding="utf-8") as handle:
        text = handle.read()
    decoder = json.JSONDecoder()
    answers = {}
    command = None
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        value, at = decoder.raw_decode(text, at)
        if "execute" in value:
            command = value
        elif command and command["execute"] in COMMANDS:
            answers[command["arguments"]["typename"]] = {
                p["name"]: p.get("default-value")
                for p in value.get("return", [])}
    return answers


class Facts:
    def __init__(self, path, target):
        with open(path, encoding="utf-8") as handle:
            document = json.load(handle)
        self.drivers = {}
        for driver in document["drivers"]:
            common = "*" in driver["targets"]
            if common or target in driver["targets"]:
                if not common or driver["name"] not in self.drivers:
                    self.drivers[driver["name"]] = driver

    def property(self, driver, name):
        for _ in range(MAX_DEPTH):
            fact = self.drivers.get(driver)
            if not fact:
                return None
            for candidate in fact["properties"]:
                if candidate["name"] == name:
                    return candidate
            driver = fact["parent"]
        return None

    def default(self, driver, name, depth=0):
        """None: not known, or without a static one."""
        found = self.property(driver, name)
        if not found:
            return None
        child, _, original = (found.get("alias_of") or "").partition(".")
        if child in self.drivers and depth < MAX_DEPTH:
            if (child, original) != (driver, name):
                return self.default(child, original, depth + 1)
        return found.get("default")


def normalise(value):
    return {"on": True, "off": False, "": None}.get(value, value) \
        if isinstance(value, str) else value


def is_change(before, after):
    before, after = normalise(before), normalise(after)
    return None not in (before, after) and before != after


def main():
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    target = sys.argv[5] if len(sys.argv) == 6 else "x86_64"
    before, after = (read_replies(path) for path in sys.argv[1:3])
    old, new = (Facts(path, target) for path in sys.argv[3:5])
    compared = 0
    counts = {"seen": 0, "missed": 0, "invented": 0}
    for driver in sorted(set(before) & set(after)):
        for name in sorted(set(before[driver]) & set(after[driver])):
            said = is_change(before[driver][name], after[driver][name])
            values = old.default(driver, name), new.default(driver, name)
            ours = is_change(*values)
            compared += 1
            if not said and not ours:
                continue
            verdict = "seen" if said and ours else \
                "missed" if said else "invented"
            counts[verdict] += 1
            if verdict != "seen":
                print(f"{verdict}: {driver}.{name}: binaries "
                      f"{before[driver][name]!r} -> {after[driver][name]!r}, "
                      f"facts {values[0]!r} -> {values[1]!r}")
    print(f"{compared} properties compared:",
          ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    sys.exit(1 if counts["missed"] or counts["invented"] else 0)


if __name__ == "__main__":
    main()
