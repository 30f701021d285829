#!/usr/bin/env python3
"""Compares the facts of a QEMU tree with what a real binary said.

Runs `migcompat facts TREE`, prints one row per subject and fails when a row
is below its threshold. Exit status 77 when there is no such tree.

What is not counted, in either direction:
- precision of machine types, drivers and options: the tree has those of all
  builds, a binary those of its own; what it lacks is printed;
- properties that the binary adds to every device (GENERIC), and children,
  links to interrupts and legacy-* ones that it lists with such a type;
- vmstates that no section of the binary's dump uses, and the fields of a
  vmstate that the facts lack altogether (it counts as missed itself);
- which of several vmstates of one name has a field: they are taken together;
- fields of kind "validate": nothing on the wire, the dump leaves them out.
device-list-properties leaves legacy-* properties out by name
(qom/qom-qmp-cmds.c); the facts have them, so they count as extra.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import collections
import itertools
import json
import lzma
import os
import subprocess
import sys
import tempfile

SKIPPED = 77
EXAMPLES = 5

# Subject: least recall and least precision, in percent. None: only printed.
THRESHOLDS = {
    "machine types": (100, None),
    "machine compat lists": (100, None),
    "machine compat values": (100, None),
    "machine fields": (100, None),
    "drivers": (99, None),
    "driver parents": (100, None),
    "device properties": (99, 99.5),
    "device defaults": (99.5, None),
    "CPU properties": (97, 97),
    "CPU defaults": (97, None),
    "vmstate descriptions": (99.5, None),
    "vmstate versions": (100, None),
    "vmstate fields": (100, 99.8),
    "vmstate field sizes": (100, None),
    "vmstate subsections": (100, 99.8),
    "options": (100, None),
}

# What every QOM object or device has, whatever its class says.
GENERIC = {"type", "realized", "hotpluggable", "hotplugged", "parent_bus"}
GENERIC_TYPES = ("child<", "legacy-", "link<irq>")

# The binary's name of a machine class field, and ours.
MACHINE_FIELDS = {
    "numa-mem-supported": "numa_mem_supported",
    "default-ram-id": "default_ram_id",
    "default-cpu-type": "default_cpu_type",
    "cpu-max": "max_cpus",
}


def spelling(value):
    """One spelling for a value that QEMU reads from a string."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "on" if value else "off"
    text = str(value)
    if text.lower() in ("on", "yes", "true"):
        return "on"
    if text.lower() in ("off", "no", "false"):
        return "off"
    try:
        return str(int(text, 0))
    except ValueError:
        return text


class Row:
    """One subject: what the binary has, what the facts have, what agrees."""

    def __init__(self, subject):
        self.subject = subject
        self.truth = self.facts = self.agree = 0
        self.examples = []

    def sets(self, truth, facts):
        self.truth, self.facts = len(truth), len(facts)
        self.agree = len(truth & facts)
        for label, items in (("missed", truth - facts),
                             ("extra", facts - truth)):
            self.examples += [f"{label}: {item}"
                              for item in sorted(items, key=str)[:EXAMPLES]]
        return self

    def compare(self, thing, truth, facts):
        self.truth += 1
        self.facts += 1
        if truth == facts:
            self.agree += 1
        elif len(self.examples) < EXAMPLES:
            self.examples.append(f"differs: {thing}: {truth!r} is {facts!r} "
                                 "in the facts")

    def shares(self):
        """Recall and precision in percent."""
        return (100 * self.agree / self.truth if self.truth else 100.0,
                100 * self.agree / self.facts if self.facts else 100.0)

    def passes(self):
        return all(least is None or share >= least for share, least
                   in zip(self.shares(), THRESHOLDS[self.subject]))

    def text(self):
        recall, precision = self.shares()
        least = "/".join("-" if limit is None else f"{limit:g}"
                         for limit in THRESHOLDS[self.subject])
        return (f"{self.subject:24}{self.truth:8}{self.facts:8}{recall:10.2f}"
                f"{precision:10.2f}  {least:>9}  "
                f"{'ok' if self.passes() else 'TOO LOW'}")


def of_target(entries, target):
    """The entries that this target's binary has."""
    return [e for e in entries
            if {"*", target} & set(e.get("targets") or ["*"])]


def last_values(entries):
    """What counts of a compat list, in one order: later entries win."""
    return sorted({(d, p): (d, p, v) for d, p, v in entries}.values(), key=str)


def first_difference(theirs, mine):
    """The first entries of two lists that differ, None for none."""
    pairs = itertools.zip_longest(theirs, mine)
    return next(((a, b) for a, b in pairs if a != b), (None, None))


def machine_rows(facts, truth, target):
    real = {m["name"]: m for m in truth["machines"]}
    ours = {m["name"]: m for m in of_target(facts["machine_types"], target)
            if not m.get("abstract")}
    lists, values = Row("machine compat lists"), Row("machine compat values")
    fields = Row("machine fields")
    for name in sorted(set(real) & set(ours)):
        if "compat-props" in real[name]:
            theirs = [(p["qom-type"], p["property"], spelling(p["value"]))
                      for p in real[name]["compat-props"]]
            mine = [(p["driver"], p["property"], spelling(p["value"]))
                    for p in ours[name].get("compat", [])]
            lists.compare(name, *first_difference(theirs, mine))
            values.compare(name, *first_difference(last_values(theirs),
                                                   last_values(mine)))
        for theirs, mine in MACHINE_FIELDS.items():
            if theirs in real[name]:
                value = ours[name].get("fields", {}).get(mine)
                fields.compare(f"{name} {mine}", spelling(real[name][theirs]),
                               spelling(value))
        if "deprecated" in real[name]:
            fields.compare(f"{name} deprecated", real[name]["deprecated"],
                           bool(ours[name].get("deprecated")))
    return [Row("machine types").sets(set(real), set(ours)), lists, values,
            fields]


def with_parents(drivers):
    """driver -> {property: entry}, the parents' properties included."""
    flat = {}

    def properties(name, below):
        if name not in flat and name in drivers and name not in below:
            parent = drivers[name].get("parent")
            merged = dict(properties(parent, below | {name}))
            merged.update((p["name"], p)
                          for p in drivers[name].get("properties", [])
                          if "*" not in p["name"])
            flat[name] = merged
        return flat.get(name, {})

    for name in drivers:
        properties(name, frozenset())
    return flat


def property_rows(devices, flat, names, kind):
    properties, defaults = Row(f"{kind} properties"), Row(f"{kind} defaults")
    theirs, mine = set(), set()
    for name in names:
        listed = {p["name"]: p for p in devices[name]}
        generic = GENERIC | {n for n, p in listed.items()
                             if p["type"].startswith(GENERIC_TYPES)}
        theirs |= {(name, p) for p in listed if p not in generic}
        mine |= {(name, p) for p in flat.get(name, {})
                 if p not in generic}
        for prop, entry in listed.items():
            fact = flat.get(name, {}).get(prop)
            if prop in generic or "default-value" not in entry or not fact:
                continue
            value = spelling(fact["default"]) if "default" in fact else "?"
            defaults.compare(f"{name}.{prop}",
                             spelling(entry["default-value"]), value)
    return [properties.sets(theirs, mine), defaults]


def driver_rows(facts, truth, target):
    devices = truth["device_properties"]
    drivers = {}
    for driver in of_target(facts["drivers"], target):
        drivers.setdefault(driver["name"], driver)
    real = {t["name"]: t.get("parent") for t in truth["types"]
            if t["name"] in devices}
    parents = Row("driver parents")
    for name in sorted(set(real) & set(drivers)):
        parents.compare(name, real[name], drivers[name].get("parent"))
    flat = with_parents(drivers)
    cpus = [n for n in sorted(devices) if n.endswith("-cpu")]
    others = [n for n in sorted(devices) if not n.endswith("-cpu")]
    return ([Row("drivers").sets(set(real), set(drivers) & set(devices)),
             parents]
            + property_rows(devices, flat, others, "device")
            + property_rows(devices, flat, cpus, "CPU"))


def real_descriptions(truth):
    """name -> descriptions: some devices have two that share a name."""
    found = collections.defaultdict(list)

    def visit(description):
        found[description["name"]].append(description)
        for field in description.get("Fields", []):
            if "Description" in field:
                visit(field["Description"])
        for subsection in description.get("Subsections", []):
            visit(subsection)

    for section in truth["vmstate"].values():
        if isinstance(section, dict) and "Description" in section:
            visit(section["Description"])
    return found


def compare_sizes(row, name, descriptions, ours):
    """Sizes of the fields that hold no description of their own."""
    sizes = collections.defaultdict(set)
    for field in ours:
        sizes[field["name"]].add(field.get("size"))
    plain = {(f["field"], f["size"]) for d in descriptions
             for f in d.get("Fields", [])
             if f.get("size") and "Description" not in f}
    for field, size in sorted(plain):
        if field in sizes:
            known = sizes[field]
            row.compare(f"{name}.{field}", size, size if size in known
                        else sorted(known, key=str))


def our_descriptions(facts, target):
    """name -> vmstates."""
    found = collections.defaultdict(list)
    for vmstate in of_target(facts["vmstates"], target):
        found[vmstate["name"]].append(vmstate)
    return found


def vmstate_rows(facts, truth):
    real = real_descriptions(truth)
    ours = our_descriptions(facts, truth["target"])
    versions, sizes = Row("vmstate versions"), Row("vmstate field sizes")
    their_fields, my_fields, their_subs, my_subs = (set() for _ in range(4))
    for name, descriptions in sorted(real.items()):
        their_subs |= {(name, s["name"]) for d in descriptions
                       for s in d.get("Subsections", [])}
        if name not in ours:
            continue
        my_subs |= {(name, s) for v in ours[name]
                    for s in v.get("subsections", [])}
        pairs = {(d["version_id"], d["minimum_version_id"])
                 for d in descriptions}
        mine = {(v.get("version_id"), v.get("minimum_version_id"))
                for v in ours[name]}
        versions.compare(name, pairs, pairs if pairs <= mine else mine)
        # A check puts nothing on the wire, and the binary does not list it.
        fields = [f for v in ours[name] for f in v.get("fields", [])
                  if f.get("kind") != "validate"]
        my_fields |= {(name, f["name"], f.get("version_id") or 0)
                      for f in fields}
        their_fields |= {(name, f["field"], f.get("version_id", 0))
                         for d in descriptions for f in d.get("Fields", [])}
        compare_sizes(sizes, name, descriptions, fields)
    return [Row("vmstate descriptions").sets(set(real), set(real) & set(ours)),
            versions, Row("vmstate fields").sets(their_fields, my_fields),
            sizes, Row("vmstate subsections").sets(their_subs, my_subs)]


def option_rows(facts, truth):
    real = {o["option"] for o in truth.get("command_line_options", [])
            if o["option"]}
    ours = {o["name"] for o in of_target(facts.get("options", []),
                                         truth["target"])}
    return [Row("options").sets(real, real & ours)]


def score(facts, truth):
    """Prints the table; true if every row reaches its threshold."""
    target = truth["target"]
    rows = (machine_rows(facts, truth, target)
            + driver_rows(facts, truth, target)
            + vmstate_rows(facts, truth) + option_rows(facts, truth))
    tree = facts["tree"]
    print(f"binary: QEMU {truth['version']} {target}; "
          f"tree: {tree.get('project')} {tree.get('version')}; "
          f"gaps: {len(facts.get('gaps', []))}")
    print(f"{'':24}{'binary':>8}{'facts':>8}{'recall %':>10}{'prec. %':>10}"
          f"  {'at least':>9}")
    for row in rows:
        print(row.text())
    for row in rows:
        if row.examples:
            print(f"{row.subject}:")
            for example in row.examples:
                print(f"    {example}")
    return all(row.passes() for row in rows)


def load(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as handle:
        return json.load(handle)


def read_tree(program, tree, path):
    """Runs the program; true if it wrote facts (gaps are no failure)."""
    status = subprocess.run([program, "facts", tree, "--no-cache", "--quiet",
                             "-o", path], stdin=subprocess.DEVNULL,
                            check=False).returncode
    if status < 0 or status & 1:
        print(f"'{program} facts {tree}' failed with status {status}")
        return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program")
    parser.add_argument("--tree")
    parser.add_argument("--facts", help="a saved facts file, not a tree")
    parser.add_argument("--truth", required=True)
    parser.add_argument("--keep", help="where to leave the facts of the tree")
    args = parser.parse_args()
    if args.facts:
        return 0 if score(load(args.facts), load(args.truth)) else 1
    if not args.tree or not os.path.isdir(args.tree):
        print(f"skipped: there is no tree '{args.tree}'; "
              "scripts/fetch-tree gets it")
        return SKIPPED
    with tempfile.TemporaryDirectory() as scratch:
        path = args.keep or os.path.join(scratch, "facts.json")
        if not read_tree(args.program, args.tree, path):
            return 1
        return 0 if score(load(path), load(args.truth)) else 1


if __name__ == "__main__":
    sys.exit(main())
