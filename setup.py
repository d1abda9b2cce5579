"""Pack the current model into the wheel; everything else stands in pyproject.toml."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py

MODELS = Path(__file__).parent / "models"
CURRENT = MODELS / "current"


class BuildWithModel(build_py):
    """Copy `models/current` and the version it names beside the modules, where registry looks."""

    def run(self) -> None:
        super().run()
        if self.editable_mode or not CURRENT.is_file():
            return
        packed = Path(self.build_lib) / "postfach_triage" / "packed_models"
        version = CURRENT.read_text(encoding="utf-8").strip()
        copytree(MODELS / version, packed / version, dirs_exist_ok=True)
        self.copy_file(str(CURRENT), str(packed / "current"))


setup(cmdclass={"build_py": BuildWithModel})
