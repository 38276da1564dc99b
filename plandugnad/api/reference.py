"""The description of the API (OpenAPI) as its page shows it: what can be called, and what comes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

HEADINGS: Mapping[str, str | Promise] = {
    "register": _("Registeret"),
    "open": _("Åpne data"),
    "plans": _("Planer"),
    "meetings": _("Møter"),
    "archive": _("Arkiv"),
    "collaborations": _("Samarbeid"),
}
_TYPES: Mapping[str, str | Promise] = {
    "string": _("tekst"),
    "integer": _("helt tall"),
    "number": _("tall"),
    "boolean": _("true eller false"),
    "array": _("liste"),
    "object": _("objekt"),
    "null": "null",
    "uuid": _("id"),
    "binary": _("fil"),
    "date": _("dato"),
    "date-time": _("tidspunkt"),
    "time": _("klokkeslett"),
}


@dataclass(frozen=True)
class Named:
    """A parameter, or a field of what is sent or comes back."""

    name: str
    type: str
    about: str
    choices: tuple[str, ...]
    is_required: bool


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    about: str
    scope: str
    parameters: tuple[Named, ...]
    sends: tuple[Named, ...]
    gives: str  # the name of the shape that comes back, told of once below
    is_page: bool

    @property
    def gives_name(self) -> str:
        return self.gives.removesuffix("Out")


@dataclass(frozen=True)
class Shape:
    name: str
    fields: tuple[Named, ...]


@dataclass(frozen=True)
class Group:
    code: str
    heading: str
    operations: tuple[Operation, ...]
    shapes: tuple[Shape, ...]


def read_reference(schema: Mapping[str, Any]) -> list[Group]:
    shapes = schema["components"]["schemas"]
    found: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            found.setdefault(said["tags"][0], []).append(_operation(method, path, said, shapes))
    return [
        Group(code, str(HEADINGS[code]), tuple(found[code]), _shapes(found[code], shapes))
        for code in HEADINGS
        if code in found
    ]


def _operation(method: str, path: str, said: Mapping[str, Any], shapes: Mapping[str, Any]) -> Operation:
    gives = next((_given(answer, shapes) for status, answer in said["responses"].items() if status[0] == "2"), ("", ""))
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        summary=gettext(said["summary"]),
        about=_words(said),
        scope=next((scopes[0] for each in said.get("security", ()) for scopes in each.values()), ""),
        parameters=tuple(
            _named(each["name"], {**each["schema"], **each}, bool(each["required"]), shapes)
            for each in said["parameters"]
        ),
        sends=_sent(said, shapes),
        gives=gives[0],
        is_page=bool(gives[1]),
    )


def _sent(said: Mapping[str, Any], shapes: Mapping[str, Any]) -> tuple[Named, ...]:
    """As JSON, or as the form a file is sent in."""
    ways = said.get("requestBody", {}).get("content", {})
    schema = next((way["schema"] for way in ways.values()), None)
    return _fields(shapes.get(_name(schema), schema), shapes) if schema else ()


def _given(answer: Mapping[str, Any], shapes: Mapping[str, Any]) -> tuple[str, str]:
    """The shape, and the page it comes in when it is a list."""
    content = answer.get("content", {}).get("application/json", {}).get("schema")
    if content is None:
        return "", ""
    name = _name(content)
    items = shapes[name]["properties"].get("items")
    return (_name(items["items"]), name) if items and "next" in shapes[name]["properties"] else (name, "")


def _shapes(operations: Iterable[Operation], shapes: Mapping[str, Any]) -> tuple[Shape, ...]:
    names = dict.fromkeys(operation.gives for operation in operations if operation.gives)
    return tuple(Shape(name.removesuffix("Out"), _fields(shapes[name], shapes)) for name in names)


def _fields(shape: Mapping[str, Any], shapes: Mapping[str, Any]) -> tuple[Named, ...]:
    """What must be there, first."""
    required = set(shape.get("required", ()))
    named = [_named(name, said, name in required, shapes) for name, said in shape["properties"].items()]
    return tuple(sorted(named, key=lambda each: not each.is_required))


def _named(name: str, said: Mapping[str, Any], is_required: bool, shapes: Mapping[str, Any]) -> Named:
    return Named(name, _type(said, shapes), _words(said), tuple(_choices(said, shapes)), is_required)


def _words(said: Mapping[str, Any]) -> str:
    """Its own, or those of what it may be."""
    texts = [said.get("description", ""), *(each.get("description", "") for each in said.get("anyOf", ()))]
    return next((gettext(text) for text in texts if text), "")


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _type(said: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    if name := _name(said):
        return str(_("en av kodene")) if "enum" in shapes[name] else name.removesuffix("Out")
    if "anyOf" in said:
        return gettext(" eller ").join(dict.fromkeys(_type(each, shapes) for each in said["anyOf"]))
    kind = str(said.get("format") or said.get("type", ""))
    return str(_TYPES.get(kind, _TYPES.get(str(said.get("type", "")), kind)))


def _choices(said: Mapping[str, Any], shapes: Mapping[str, Any]) -> Iterable[str]:
    if name := _name(said):
        yield from shapes[name].get("enum", ())
    yield from map(str, said.get("enum", ()))
    for each in said.get("anyOf", ()):
        yield from _choices(each, shapes)
