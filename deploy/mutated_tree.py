"""A copy of the tree that holds many defects behind a switch: the environment says which one is on.

What deploy/mutants and deploy/mutate share. One build serves every defect, and a copy with none on
does what the tree does.
"""

import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
VARIABLE = "TERPADU_MUTANT"
SWITCH = '''\
import Glibc

/// Which defect is switched on, in a copy of the tree that is made to be found faulty.
package enum Mutant {
  private static let active = getenv("%s").map { String(cString: $0) }

  package static func isActive(_ name: String) -> Bool { active == name }
}
''' % VARIABLE
IMPORT = re.compile(r"^(public |package |internal )?import ", re.MULTILINE)
IMPORT_DOMAIN = re.compile(r"^(public |package |internal )?import Domain$", re.MULTILINE)


def with_import(path, text):
    """The switch is part of Domain."""
    if (path.startswith("Sources/Domain/") or "Mutant.isActive" not in text
            or IMPORT_DOMAIN.search(text)):
        return text
    first = IMPORT.search(text)
    if first:
        return text[: first.start()] + "import Domain\n" + text[first.start():]
    return "import Domain\n\n" + text


class MutatedTree:
    """The copy in FOLDER/tree. What is built of it shares its packages with the other such copy."""

    def __init__(self, folder):
        self.folder = ROOT / folder
        self.tree = self.folder / "tree"
        self.scratch = ROOT / ".build-mutants" / "build"

    def write(self, changed):
        """Makes the copy, with the texts of `changed` (path: text) in the place of the tree's.

        What stands there already is left alone, so that only what has changed is built again.
        """
        contents = {}
        files = subprocess.run(
            ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            check=True, capture_output=True, text=True)
        for name in files.stdout.split("\0"):
            if name and (ROOT / name).is_file():
                contents[name] = (ROOT / name).read_bytes()
        for name, text in changed.items():
            contents[name] = with_import(name, text).encode()
        contents["Sources/Domain/Mutant.swift"] = SWITCH.encode()
        # The same versions of the packages; the copy's own build may write it anew.
        for folder in (self.tree, ROOT):
            if (folder / "Package.resolved").is_file():
                contents["Package.resolved"] = (folder / "Package.resolved").read_bytes()
                break
        if self.tree.exists():
            for path in sorted(self.tree.rglob("*"), reverse=True):
                if path.is_dir() and not path.is_symlink():
                    if not any(path.iterdir()):
                        path.rmdir()
                elif str(path.relative_to(self.tree)) not in contents:
                    path.unlink()
        for name, content in contents.items():
            path = self.tree / name
            if not path.is_file() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def build(self, *arguments, output=None):
        """Builds what the arguments say; the compiler's words go to `output`, else to the terminal."""
        return subprocess.run(
            ["swift", "build", "--quiet", "--package-path", self.tree, "--scratch-path",
             self.scratch, *arguments], stdout=output, stderr=output, text=True)

    def programs(self, *arguments):
        """The folder of what such a build makes."""
        shown = subprocess.run(
            ["swift", "build", "--package-path", self.tree, "--scratch-path", self.scratch,
             *arguments, "--show-bin-path"], check=True, capture_output=True, text=True)
        return pathlib.Path(shown.stdout.strip())


def switched_on(mutant):
    """The environment of a program in which a mutant is on; with "", none is."""
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    if mutant:
        environment[VARIABLE] = mutant
    return environment


def first_violation(output):
    """The seed that was broken and why, of what the simulator says."""
    lines = output.splitlines()
    for index, line in enumerate(lines):
        if line.startswith("seed ") and "broken" in line:
            reason = lines[index + 1].strip() if index + 1 < len(lines) else ""
            return line.split(":")[0], reason
    return "", (lines[0] if lines else "it ended without a word")


class Clock:
    """Tells how long something took."""

    def __init__(self):
        self.start = time.monotonic()

    def __str__(self):
        return f"{time.monotonic() - self.start:.1f} s"


def fail(text):
    sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {text}")
