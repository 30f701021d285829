#!/usr/bin/env python3
"""fetch-tree against a small archive in a directory: no network.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
TREE = {"VERSION": "7.2.0\n", "hw/frob.c": "int frob = 1;\n"}
PATCH = """\
--- a/hw/frob.c
+++ b/hw/frob.c
@@ -1 +1 @@
-int frob = 1;
+int frob = 2;
"""
CONTROL = """\
Source: qemu
Maintainer: Nobody <nobody@example.org>
Standards-Version: 4.6.0

Package: qemu
Architecture: all
Description: test
 Test.
"""
CHANGELOG = """\
qemu ({version}) unstable; urgency=low

  * Test.

 -- Nobody <nobody@example.org>  Thu, 01 Jan 2026 00:00:00 +0000
"""


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def make_package(pool, version):
    """A source package with one patch; returns its entry for Sources."""
    upstream = version.split(":")[-1].split("-")[0]
    with tempfile.TemporaryDirectory() as directory:
        scratch = pathlib.Path(directory)
        tree = scratch / f"qemu-{upstream}"
        write(tree, TREE)
        # Two packages share it, so its bytes must not depend on the time.
        subprocess.run(["tar", "--mtime=@0", "--sort=name", "-cJf",
                        f"qemu_{upstream}.orig.tar.xz", tree.name],
                       cwd=scratch, check=True)
        write(tree, {"debian/control": CONTROL,
                     "debian/changelog": CHANGELOG.format(version=version),
                     "debian/source/format": "3.0 (quilt)\n",
                     "debian/patches/series": "frob.diff\n",
                     "debian/patches/frob.diff": PATCH})
        subprocess.run(["dpkg-source", "-b", tree.name], cwd=scratch,
                       check=True, capture_output=True)
        files = sorted(p for p in scratch.iterdir() if p.is_file())
        sums = [f" {hashlib.sha256(p.read_bytes()).hexdigest()} "
                f"{p.stat().st_size} {p.name}" for p in files]
        for path in files:
            shutil.copy(path, pool)
    return "\n".join(["Package: qemu", "Binary: qemu", f"Version: {version}",
                      "Architecture: all", "Format: 3.0 (quilt)",
                      "Directory: pool", "Checksums-Sha256:", *sums]) + "\n"


class FetchTree(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name)
        self.archive = self.root / "archive"
        (self.archive / "pool").mkdir(parents=True)
        self.trees = self.root / "trees"
        self.one_line("[trusted=yes]", "bookworm")

    def publish(self, *versions):
        entries = [make_package(self.archive / "pool", v) for v in versions]
        write(self.archive / "dists/bookworm",
              {"Release": "Origin: Test\nSuite: bookworm\nCodename: bookworm\n"
                          "Components: main\nArchitectures: all\n",
               "main/source/Sources": "\n".join(entries)})

    def configure(self, lists, sources):
        etc = self.root / "etc"
        shutil.rmtree(etc, ignore_errors=True)
        write(etc, {"sources.list": lists, "sources.list.d/a.sources": sources,
                    "apt.conf":
                    f'Dir::Etc::sourcelist "{etc}/sources.list";\n'
                    f'Dir::Etc::sourceparts "{etc}/sources.list.d";\n'})

    def one_line(self, options, suite):
        self.configure("# deb file:/nowhere bookworm main\n"
                       f"deb {options} file:{self.archive} {suite} main # x\n",
                       "")

    def fetch(self, *arguments):
        environment = dict(os.environ,
                           APT_CONFIG=str(self.root / "etc/apt.conf"))
        return subprocess.run(
            [sys.executable, str(HERE / "fetch-tree"), *arguments,
             str(self.trees)], env=environment, capture_output=True,
            text=True, stdin=subprocess.DEVNULL, check=False)

    def expect_tree(self, frob, note):
        result = self.fetch("qemu", "7.2")
        self.assertEqual(result.returncode, 0, result.stderr)
        tree = pathlib.Path(result.stdout.strip())
        self.assertEqual(tree, self.trees / "qemu-7.2")
        self.assertEqual((tree / "hw/frob.c").read_text(),
                         f"int frob = {frob};\n")
        self.assertEqual((self.trees / "qemu-7.2.txt").read_text(),
                         note + "\n")
        self.assertEqual(
            sorted(p.name for p in self.trees.iterdir()),
            [".qemu-7.2.lock", "qemu-7.2", "qemu-7.2.txt"])

    def test_newest_version_with_patches(self):
        self.publish("1:7.2+dfsg-7", "1:7.2+dfsg-10", "1:7.20-1")
        self.expect_tree(2, "qemu 1:7.2+dfsg-10")

    def test_second_call_needs_no_archive(self):
        self.publish("1:7.2+dfsg-7")
        self.expect_tree(2, "qemu 1:7.2+dfsg-7")
        shutil.rmtree(self.archive)
        self.expect_tree(2, "qemu 1:7.2+dfsg-7")

    def test_deb822_sources(self):
        self.publish("1:7.2+dfsg-7")
        self.configure("", "# a comment\nTypes: deb\n"
                       f"URIs: file:{self.archive}\n"
                       "Suites: bookworm bookworm-updates\n"
                       "Components: main\nTrusted: yes\n\n"
                       "Enabled: no\nTypes: deb\nURIs: file:/nowhere\n"
                       "Suites: bookworm\nComponents: main\n")
        self.expect_tree(2, "qemu 1:7.2+dfsg-7")

    def test_lacking_description_takes_older_version(self):
        self.publish("1:7.2+dfsg-7", "1:7.2+dfsg-10")
        (self.archive / "pool/qemu_7.2+dfsg-10.dsc").unlink()
        self.expect_tree(2, "qemu 1:7.2+dfsg-7")

    def test_lacking_description_falls_back_to_original(self):
        self.publish("1:7.2+dfsg-7")
        (self.archive / "pool/qemu_7.2+dfsg-7.dsc").unlink()
        self.expect_tree(1, "qemu 1:7.2+dfsg-7; Debian's patches are missing: "
                            "this is the original tarball")

    def expect_none(self, reason):
        result = self.fetch("qemu", "7.2")
        self.assertEqual(result.returncode, SKIPPED, result.stderr)
        self.assertEqual(result.stdout, "")
        self.assertIn(reason, result.stderr)

    def test_spoilt_original_is_not_taken(self):
        self.publish("1:7.2+dfsg-7")
        (self.archive / "pool/qemu_7.2+dfsg-7.dsc").unlink()
        with open(self.archive / "pool/qemu_7.2+dfsg.orig.tar.xz", "ab") as f:
            f.write(b"x")
        self.expect_none("neither the source package nor the original")

    def test_other_version_in_suite(self):
        self.publish("1:9.1-1")
        self.expect_none("the suite has no qemu 7.2 (it has: 1:9.1-1)")

    def test_unsigned_archive_is_not_trusted(self):
        self.publish("1:7.2+dfsg-7")
        self.one_line("", "bookworm")
        self.expect_none("do not give the package lists")

    def test_no_archive(self):
        self.expect_none("do not give the package lists")

    def test_no_debian_mirror(self):
        self.one_line("", "nodistro")
        self.expect_none("name no Debian mirror")

    def test_unknown_version(self):
        result = self.fetch("qemu", "1.0")
        self.assertEqual(result.returncode, 1)
        self.assertIn("known: qemu 5.2", result.stderr)


if __name__ == "__main__":
    if not all(map(shutil.which, ("apt-get", "apt-config", "dpkg-source"))):
        print("skipped: there is no apt or no dpkg-source")
        sys.exit(SKIPPED)
    unittest.main()
