"""Words for codes and views, in Vietnamese (default) or English, with local numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Any, Literal

from babel.numbers import format_decimal

from assessment.errors import Notice
from assessment.model.quantity import Ratio, exact, rounded_percent
from assessment.model.register import Amount, Span

_LONGEST = 80
_MOST_SOURCES = 2
_UNKNOWN = "null"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"[0-9]+")
_DAY = re.compile(r"([0-9]{4}-)?[0-9]{2}-[0-9]{2}")

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


class _Text(str):
    """A value in a sentence; `{count:case|cases}` writes the noun after it, for one or for more."""

    __slots__ = ()

    def __format__(self, nouns: str) -> str:
        one, _, more = nouns.partition("|")
        return f"{self!s} {one if self == '1' else more}" if more else super().__format__(nouns)


class Words:
    """One language: sentences from the catalogue, numbers as people there write them.

    Args:
        rules: the option that names the local shelves in use, for commands to copy.

    """

    def __init__(self, language: Language = "vi", rules: str = "") -> None:
        catalogue = import_module(f"assessment.wording.{language}")
        self.language = language
        self._rules = rules
        self._messages: Mapping[str, tuple[str, str | None]] = catalogue.MESSAGES
        self._words: Mapping[str, str] = catalogue.WORDS
        self._locale = "vi_VN" if language == "vi" else "en_GB"

    def say(self, key: str, /, **params: Any) -> str:
        """The sentence of a key, numbers and dates in it written locally."""
        return self._words[key].format(**self._local({"rules": self._rules, **params}))

    def message(self, notice: Notice) -> str:
        """What is wrong."""
        params = self._params(notice)
        message = self._told(notice, 0, f"form.says.{notice.code}", params) or ""
        if params.get("items") and notice.code.startswith("proof."):
            message = f"{message} {self.say('checks.lacking', items=params['items'])}"
        if params.get("who"):
            message = f"{message} {self.say('proof.only_for', who=params['who'])}"
        return f"{message} {self.say('fitting', **params)}" if params.get("fitting") else message

    def hint(self, notice: Notice) -> str | None:
        """What to do about it; the nearest known name first, where there is one."""
        params = self._params(notice)
        hint = self._told(notice, 1, f"form.hint.{notice.code}", params)
        parts = [hint] if hint else []
        if params.get("nearest"):
            parts.insert(
                0, self.say("nearest_labelled" if params.get("label") else "nearest", **params)
            )
        if notice.code == "shape.unknown_key" and params.get("allowed") and not notice.place.cell:
            parts.append(self.say("allowed", **params))
        if notice.code == "dossier.out_of_bounds" and "overlay" in params:
            parts.append(self.say("corrected_hint", **params))
        if notice.code == "confirm.bad_value" and params.get("allowed"):
            parts.append(self.say("confirm.allowed", **params))
        if notice.code == "catalog.several_apply" and params.get("levels"):
            parts.append(self.say("catalog.level_hint", **params))
        if params.get("afterwards") and notice.code == "catalog.none_in_force":
            parts.append(self.say("catalog.afterwards", **params))
        if notice.place.path and notice.place.path.startswith("inspected.") and "wanted" in params:
            of_form = notice.place.cell is not None
            parts.append(self.say("form.hint.inspected" if of_form else "inspected_hint"))
        return " ".join(parts) or None

    def _told(
        self, notice: Notice, index: Literal[0, 1], of_form: str, params: Mapping[str, Any]
    ) -> str | None:
        """The message or the hint; of a cell of a form by the key `of_form`, where there is one."""
        told = self._messages[notice.code][index]
        if notice.place.cell:
            told = self._words.get(of_form, told)
        return told.format(**params) if told else None

    def running(self, title: str) -> str:
        """A title inside a sentence: Vietnamese lowers its first letter."""
        return title[:1].lower() + title[1:] if self.language == "vi" else title

    def number(self, value: Decimal | int) -> str:
        """4407 -> "4.407", 93.5 -> "93,5" (Vietnamese); all decimals kept, no trailing zeros."""
        exact = Decimal(value)
        if exact != exact.to_integral_value():
            exact = exact.normalize()
        return format_decimal(exact, locale=self._locale, decimal_quantization=False)

    def amount(self, value: Amount) -> str:
        """A count as far as it is known: "54", "từ 1.101 trở lên"."""
        if value.exact:
            return self.number(value.low)
        if value.high is None:
            return self.say("amount.from" if value.low else "unknown", low=value.low)
        ends = {"low": value.low, "high": value.high}
        return self.say("amount.between" if value.low else "amount.up_to", **ends)

    def figure(self, text: str) -> str:
        """A figure as a ruleset writes it: "0.5%" -> "0,5%", "12-15" -> "15/12"; others stay."""
        if text == _UNKNOWN:
            return self.say("unknown")
        if _DAY.fullmatch(text):
            return "/".join(reversed(text.split("-")))
        percent = text.endswith("%")
        try:
            number = self.number(exact(text.removesuffix("%").rstrip()))
        except ValueError:
            return text
        return f"{number}%" if percent else number

    def percent(self, ratio: Ratio, limits: tuple[Ratio, ...] = ()) -> str:
        """A share in percent, with the digits that keep its comparison with `limits` true."""
        return f"{self.number(rounded_percent(ratio, limits))}%"

    def span(self, first: date, last: date | None) -> str:
        """From a day to a day, or from it on; or one day."""
        if first == last:
            return self.date(first)
        if last is None:
            return self.say("rules.in_force_open", **{"from": first})
        return self.say("rules.in_force", **{"from": first, "to": last})

    def date(self, value: date) -> str:
        return f"{value:%d/%m/%Y}"

    def _params(self, notice: Notice) -> dict[str, Any]:
        params = dict(notice.params)
        if notice.code == "dossier.wrong_type":
            wanted = params["wanted"]
            params["wanted"] = self.say(f"type.{wanted}")
            params["example"] = self.say(f"example.{wanted}")
        if notice.code == "table.wrong_type":
            params["wanted"] = self.say(f"table.wanted.{params['wanted']}")
        if "sample" in params:
            params["sample"] = self.say(f"sample.{params['sample']}")
        if notice.code.startswith("catalog."):
            self._name_catalog(params)
        if notice.code.startswith("proof."):
            self._name_proof(params)
        if notice.code.startswith("chains."):
            self._name_chains(params)
        if notice.code.startswith("rollup.") and "field" in params:
            params["column"] = self.say(f"rollup.head.{params['field']}")
        if notice.code in ("form.needed", "form.row_gone"):
            name = params["key"].replace("subject.", "").replace(".", "_")
            params |= {"label": self.say(f"form.front.{name}"), "how": self.say(f"form.how.{name}")}
        if notice.place.cell:
            params |= {"cell": notice.place.cell.at, "sheet": notice.place.cell.sheet}
        if notice.code.startswith("register.") and _DATE.fullmatch(str(params.get("value", ""))):
            params["value"] = self.figure(params["value"])
        if "listed" in params:
            params["listed"] = _COUNT.sub(lambda n: self.number(int(n[0])), params["listed"])
        if notice.code == "ruleset.other_kind":
            params["way"] = self.say(f"checks.way_{params['kind']}")
            params["kind"] = self.say(f"checks.kind_{params['kind']}")
        if notice.code == "note.confirmed":
            self._name_confirmed(params)
        if notice.code == "confirm.bad_value":
            params["wanted"] = self.say(f"confirm.wanted.{params['wanted']}")
        if len(str(params.get("value", ""))) > _LONGEST:
            params["value"] = f"{params['value'][:_LONGEST]}…"
        if notice.code == "shape.not_one_of":
            params["allowed"] = ", ".join(map(self._named, params["allowed"].split(", ")))
        if notice.code == "dossier.may_not_be_left_out":
            params["allowed"] = params["allowed"] or self.say("none_allowed")
        if notice.code == "catalog.outside_period":
            params["to"] = params["to"] or self.say("now")
        if notice.code == "receipt.cross_check_changed":
            params = {name: self.say(f"verdict.{verdict}") for name, verdict in params.items()}
        return self._local({"rules": self._rules, **params})

    def _name_confirmed(self, params: dict[str, Any]) -> None:
        """Sources and corrected figures in words (in place)."""
        more = "; …" if len(params["sources"]) > _MOST_SOURCES else ""
        params["sources"] = "; ".join(params["sources"][:_MOST_SOURCES]) + more
        corrected = [
            self.say("confirm.corrected", figure=name, was=self.figure(was), to=self.figure(to))
            for name, was, to in params["corrected"]
        ]
        named = self.say("confirm.of_these", figures="; ".join(corrected))
        params["corrected"] = named if corrected else ""

    def _name_proof(self, params: dict[str, Any]) -> None:
        """Kinds of subject and lists of totals in words (in place)."""
        if "who" in params:
            params["who"] = self._kinds(params["who"])
        if "whom" in params:
            params["whom"] = self._kinds(params["whom"]) or self.say("proof.everybody")
        if "totals" in params:
            params["totals"] = "; ".join(map(self.number, params["totals"]))

    def _name_chains(self, params: dict[str, Any]) -> None:
        """A subject and types of evidence in words (in place)."""
        if "subject" in params:
            params["subject"] = self.say(f"subject.{params['subject']}")
        if "types" in params:
            named = [self.say(f"type.{kind}") for kind in (params["type"], *params["types"])]
            params |= {"type": named[0], "types": " / ".join(named[1:])}

    def _kinds(self, groups: Sequence[Mapping[str, Any]]) -> str:
        """Kinds of subject: the area, public or not, the kinds of unit."""
        return "; ".join(", ".join(self._kind(group)) for group in groups)

    def _kind(self, group: Mapping[str, Any]) -> Iterator[str]:
        if "area" in group:
            yield self.say(f"area.{group['area']}")
        if "public" in group:
            yield self.say("proof.public" if group["public"] else "proof.not_public")
        if "types" in group:
            yield " / ".join(group["types"])
        if "but" in group:
            yield self.say("proof.all_but", types=" / ".join(group["but"]))

    def _name_catalog(self, params: dict[str, Any]) -> None:
        """Subjects and times in force in words (in place)."""
        for name in ("subject", "wanted"):
            if name in params:
                params[name] = self.say(f"subject.{params[name]}")
        if params.get("level"):
            level = self.say(f"subject.{params['level']}")
            params["subject"] = self.say("catalog.unit_of_level", level=level)
        if "periods" in params:
            spans = ((id_, self.span(first, last)) for id_, first, last in params["periods"])
            named = (self.say("catalog.period", id=id_, force=force) for id_, force in spans)
            params["periods"] = ", ".join(named)

    def _named(self, value: str) -> str:
        """A value of the format with its name: "commune (xã)"."""
        keys = (f"{family}.{value}" for family in ("subject", "area", "basis"))
        name = next((self._words[key] for key in keys if key in self._words), None)
        return f"{value} ({name})" if name else value

    def _local(self, params: Mapping[str, Any]) -> dict[str, Any]:
        local = ((name, self._value(value)) for name, value in params.items())
        return {name: _Text(value) if isinstance(value, str) else value for name, value in local}

    def _value(self, value: Any) -> Any:
        match value:
            case bool():
                return self.say("yes" if value else "no")
            case Enum():
                return value.value
            case Amount():
                return self.amount(value)
            case Span():
                return self.span(*value)
            case Ratio():
                share = f"{self.number(value.part)}/{self.number(value.whole)}"
                return f"{self.percent(value)} ({share})" if value.whole else share
            case int() | Decimal():
                return self.number(value)
            case date():
                return self.date(value)
            case (date() as first, date() | None as last):
                return self.span(first, last)
            case None:
                return ""
        return value
