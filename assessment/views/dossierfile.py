"""A dossier's content as a YAML file, for people to go on with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_WIDTH = 100
_SCHEMA = "yaml-language-server: $schema="


class _Dumper(yaml.SafeDumper):
    """Plain scalars: whatever reads them keeps them as text, but for what means nothing."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the library declares it
        first: [(tag, pattern) for tag, pattern in found if tag == "tag:yaml.org,2002:null"]
        for first, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def dumps(content: Mapping[str, Any], head: Sequence[str] = ()) -> str:
    """The file: remarks at its head, then the content in its own order.

    Args:
        content: as trees have it: text, None, lists and mappings.

    """
    remarks = "".join(f"# {line}\n" for line in head)
    body: str = yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return remarks + body
