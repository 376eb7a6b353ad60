"""Every deed an app records is told in words."""

import re
from pathlib import Path

from audit.sentences import SENTENCES

ROOT = Path(__file__).parent.parent.parent
RECORDED = re.compile(r'\brecord(?:_export)?\(\s*"([a-z_]+\.[a-z_]+)"')


def test_every_recorded_verb_has_its_sentence():
    modules = [path for path in ROOT.glob("*/**/*.py") if path.relative_to(ROOT).parts[0] not in SKIPPED]
    verbs = {verb for path in modules for verb in RECORDED.findall(path.read_text("utf-8"))}
    assert len(verbs) > 50
    assert verbs - set(SENTENCES) == set()


SKIPPED = {".venv", "node_modules", "tests", "var"}
