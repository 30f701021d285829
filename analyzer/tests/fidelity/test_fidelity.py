#!/usr/bin/env python3
"""The scorer must see each kind of error: facts made from the truth pass,
and the same facts with one thing wrong do not.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import contextlib
import copy
import io
import unittest

import fidelity

TRUTH = {
    "version": "9.9.9",
    "target": "x86_64",
    "machines": [{
        "name": "pc-9.9", "cpu-max": 8, "default-ram-id": "pc.ram",
        "deprecated": False, "numa-mem-supported": False,
        "compat-props": [{"qom-type": "frob", "property": "size",
                          "value": "1"},
                         {"qom-type": "frob", "property": "size",
                          "value": "0x10"}],
    }],
    "command_line_options": [{"option": "frob"}, {"option": ""}],
    "types": [{"name": "frob", "parent": "device"},
              {"name": "old-x86_64-cpu", "parent": "x86_64-cpu"}],
    "device_properties": {
        "frob": [{"name": "size", "type": "uint32", "default-value": 32},
                 {"name": "realized", "type": "bool"}],
        "old-x86_64-cpu": [{"name": "pmu", "type": "bool",
                            "default-value": True}],
    },
    "vmstate": {"frob": {"Description": {
        "name": "frob", "version_id": 2, "minimum_version_id": 1,
        "Fields": [{"field": "level", "version_id": 0, "size": 4}],
        "Subsections": [{"name": "frob/late", "version_id": 1,
                         "minimum_version_id": 1}],
    }}},
}
FACTS = {
    "tree": {"project": "qemu", "version": "9.9.9"},
    "options": [{"name": "frob"}],
    "machine_types": [{
        "name": "pc-9.9", "deprecated": None,
        "fields": {"numa_mem_supported": False, "default_ram_id": "pc.ram",
                   "max_cpus": 8},
        "compat": [
            {"driver": "frob", "property": "size", "value": "1"},
            {"driver": "frob", "property": "size", "value": "16"}],
    }],
    "drivers": [
        {"name": "frob", "parent": "device",
         "properties": [{"name": "size", "default": 32}]},
        {"name": "x86_64-cpu", "parent": "cpu",
         "properties": [{"name": "pmu", "default": "on"}]},
        {"name": "old-x86_64-cpu", "parent": "x86_64-cpu"},
    ],
    "vmstates": [
        {"name": "frob", "version_id": 2, "minimum_version_id": 1,
         "fields": [{"name": "level", "kind": "scalar", "size": 4},
                    {"name": "check", "kind": "validate"}],
         "subsections": ["frob/late"]},
        {"name": "frob/late", "version_id": 1, "minimum_version_id": 1},
    ],
}


def passes(facts):
    with contextlib.redirect_stdout(io.StringIO()):
        return fidelity.score(facts, TRUTH)


class Scorer(unittest.TestCase):
    def test_right_facts_pass(self):
        self.assertTrue(passes(FACTS))

    def test_each_error_is_seen(self):
        def other_target(facts):
            facts["machine_types"][0]["targets"] = ["arm"]

        errors = {
            "machine of another target": other_target,
            "last compat value": lambda f:
                f["machine_types"][0]["compat"].reverse(),
            "compat list's length": lambda f:
                f["machine_types"][0]["compat"].pop(0),
            "option": lambda f: f["options"].clear(),
            "machine field": lambda f:
                f["machine_types"][0]["fields"].update(max_cpus=9),
            "missing field": lambda f:
                f["machine_types"][0]["fields"].pop("default_ram_id"),
            "deprecation": lambda f:
                f["machine_types"][0].update(deprecated="old"),
            "missing driver": lambda f: f["drivers"].pop(0),
            "parent": lambda f: f["drivers"][0].update(parent="object"),
            "missing property": lambda f: f["drivers"][0].pop("properties"),
            "invented property": lambda f:
                f["drivers"][0]["properties"].append({"name": "x"}),
            "unlisted property": lambda f:
                f["drivers"][0]["properties"].append({"name": "legacy-x"}),
            "field of a namesake": lambda f: f["vmstates"].append(
                {"name": "frob", "symbol": "mac", "fields": [{"name": "x"}]}),
            "default": lambda f:
                f["drivers"][0]["properties"][0].update(default=33),
            "default not evaluated": lambda f:
                f["drivers"][0]["properties"][0].pop("default"),
            "inherited CPU default": lambda f:
                f["drivers"][1]["properties"][0].update(default=False),
            "missing description": lambda f: f["vmstates"].pop(1),
            "version": lambda f: f["vmstates"][0].update(version_id=3),
            "field size": lambda f:
                f["vmstates"][0]["fields"][0].update(size=8),
            "invented field": lambda f:
                f["vmstates"][0]["fields"].append({"name": "x"}),
            "subsection": lambda f: f["vmstates"][0]["subsections"].clear(),
        }
        for name, spoil in errors.items():
            with self.subTest(name):
                facts = copy.deepcopy(FACTS)
                spoil(facts)
                self.assertFalse(passes(facts))


if __name__ == "__main__":
    unittest.main()
