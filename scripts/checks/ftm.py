"""Reads entities by FollowTheMoney and fails where it would change or drop anything.

    ftm.py FILE.ftm.json...

The library cleans values and drops in silence those that it does not accept; so each is compared with what it makes of it. Prints a
line for each file: `{"entities": {schema: number}, "faults": [what is wrong]}`. Exit status 1: something is; 77: the library is not there.
"""

import collections
import json
import sys

try:
    from followthemoney import model
    from followthemoney.types import registry
except ModuleNotFoundError as error:
    print(f"{error.name} is not there", file=sys.stderr)
    sys.exit(77)


def faults(entity):
    """What the library has against an entity by itself."""
    schema = model.get(entity["schema"])
    if schema is None or schema.abstract:
        yield f"no schema {entity['schema']}"
        return
    try:
        schema.validate(entity)
    except Exception as error:
        yield f"not valid: {getattr(error, 'errors', error)}"
    for name in schema.required:
        if not entity["properties"].get(name):
            yield f"no {name}"
    kept = model.get_proxy(entity, cleaned=False)
    if kept.id != entity["id"] or not registry.entity.validate(entity["id"]):
        yield f"the id becomes {kept.id}"
    for name, values in entity["properties"].items():
        held = kept.get(name, quiet=True)
        if held != values:
            yield f"{name}: {values!r} becomes {held!r}"


def dangling(entity, schemata):
    """Which of an entity's references lead nowhere, or to what cannot stand there."""
    for name, prop in model.get(entity["schema"]).properties.items():
        if prop.type != registry.entity:
            continue
        for value in entity["properties"].get(name, []):
            other = schemata.get(value)
            if other is None:
                yield f"{name}: {value} is not in the file"
            elif not model.get(other).is_a(prop.range):
                yield f"{name}: {other} is no {prop.range.name}"


def check(path):
    with open(path, encoding="utf-8") as file:
        entities = [json.loads(line) for line in file]
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    wrong = [f"{entity['id']} {fault}" for entity in entities for fault in faults(entity)]
    if not wrong:
        wrong = [f"{entity['id']} {fault}" for entity in entities for fault in dangling(entity, schemata)]
    if len(schemata) != len(entities):
        wrong.append("two entities have one id")
    print(json.dumps({"entities": collections.Counter(schemata.values()), "faults": wrong[:20]}))
    return entities and not wrong


if __name__ == "__main__":
    sys.exit(not all([check(path) for path in sys.argv[1:]]))
