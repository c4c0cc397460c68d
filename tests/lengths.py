"""Reports how long files and functions are: a breach is talked about, not refused. Files over 300 lines are refused."""

import ast
import sys
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 300
MOST_OF_A_FUNCTION = 40


def main() -> int:
    files = {path: len(path.read_text().splitlines()) for path in _sources()}
    functions = {f"{path}:{name}": size for path in files if path.suffix == ".py" for name, size in _functions(path)}
    for what, sizes in (("files", files), ("functions", functions)):
        ninth = quantiles(sizes.values(), n=10)[8]
        print(f"{what}: median {median(sizes.values()):.0f}, p90 {ninth:.0f}, max {max(sizes.values())} lines")
    for name, size in functions.items():
        if size > MOST_OF_A_FUNCTION:
            print(f"  long function: {name} {size}")
    too_long = [f"{path.relative_to(ROOT)} {size}" for path, size in files.items() if size > MOST_LINES]
    print(*[f"  over {MOST_LINES} lines: {line}" for line in too_long], sep="\n", end="\n" if too_long else "")
    return bool(too_long)


def _sources() -> list[Path]:
    rooms = ("app", "tests", "static/js", "static/css", "service_worker", "templates", "bench")
    found = [path for room in rooms for path in (ROOT / room).rglob("*")]
    return [path for path in found if path.suffix in {".py", ".js", ".css", ".html"}]


def _functions(path: Path) -> list[tuple[str, int]]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return [(n.name, n.end_lineno - n.lineno + 1) for n in nodes if isinstance(n, ast.FunctionDef)]


if __name__ == "__main__":
    sys.exit(main())
