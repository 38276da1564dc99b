"""Three numbers to keep small. Printed, never failing."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "plandugnad"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def hidden_imports(tree: ast.AST) -> set[int]:
    inside = (inner for one in functions(tree) for inner in ast.walk(one))
    return {inner.lineno for inner in inside if isinstance(inner, ast.Import | ast.ImportFrom)}


def main() -> None:
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]
    trees = {path.relative_to(PACKAGE.parent): ast.parse(path.read_text("utf-8")) for path in paths}
    sizes = [(len(path.read_text("utf-8").splitlines()), path.relative_to(PACKAGE.parent)) for path in paths]
    found = [(lines(one), f"{path}: {one.name}") for path, tree in trees.items() for one in functions(tree)]
    hidden = [(path, line) for path, tree in trees.items() for line in sorted(hidden_imports(tree))]
    print("Largest file: {} lines, {}".format(*max(sizes, default=(0, "-"))))
    print("Largest function: {} lines, {}".format(*max(found, default=(0, "-"))))
    print(f"Imports hidden in functions: {len(hidden)}", *(f"  {path}:{line}" for path, line in hidden), sep="\n")


if __name__ == "__main__":
    main()
