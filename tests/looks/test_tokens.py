"""Colours are readable, and the style sheet says what tokens.json says: nothing more, nothing less."""

import re
from pathlib import Path

import pytest

from app.data import tokens

TOKENS = tokens()
CSS = Path(__file__).parents[2] / "static/css/tokens.css"
THEMES = {
    "light": (':root,[data-theme="light"]',),
    "dark": ('[data-theme="dark"]', ':root:not([data-theme="light"])'),
}


# -- contrast (WCAG 2.2, 1.4.3 and 1.4.11) --


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("pair", TOKENS["contrast"], ids=lambda p: f"{p['mode']}-{p['fg']}-on-{p['bg']}")
def test_a_pair_has_the_contrast_it_needs(pair):
    colours = TOKENS["color"][pair["mode"]]
    ratio = contrast(colours[pair["fg"]], colours[pair["bg"]])
    assert ratio >= pair["need"]
    assert ratio == pytest.approx(pair["ratio"], abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("key", "ground"),
    [("mood_contrast", "surface"), ("mood_contrast_surface2", "surface2")],
)
def test_every_mood_can_be_seen_on_its_ground(mode, key, ground):
    under = TOKENS["color"][mode][ground]
    ratios = [contrast(colour, under) for colour in TOKENS["mood"][mode]]
    assert ratios == pytest.approx(TOKENS[key][mode], abs=0.01)
    assert min(ratios) >= 3


def test_both_themes_have_the_same_colours():
    assert TOKENS["color"]["light"].keys() == TOKENS["color"]["dark"].keys()


# -- the style sheet --


def kebab(name: str) -> str:
    name = re.sub(r"([a-z])([A-Z0-9])", r"\1-\2", name)
    return name.replace("_", "-").lower()


def theme(mode: str) -> dict[str, str]:
    shade = "_dark" if mode == "dark" else ""
    colours = {kebab(name): value for name, value in TOKENS["color"][mode].items()}
    moods = {f"mood-{i}": value for i, value in enumerate(TOKENS["mood"][mode], start=1)}
    shadows = {f"shadow-{name}": TOKENS["elevation"][name + shade] for name in ("card", "sheet")}
    return colours | moods | shadows


def everywhere() -> dict[str, str]:
    fonts = {f"font-{k}": v for k, v in TOKENS["font"].items() if k != "numbers"}
    text = {f"text-{k}": f"{size}rem" for k, (size, _) in TOKENS["type_rem"].items()}
    leading = {f"leading-{k}": f"{line}rem" for k, (_, line) in TOKENS["type_rem"].items()}
    weight = {f"weight-{k}": str(v) for k, v in TOKENS["weight"].items()}
    space = {f"space-{i}": f"{v}px" for i, v in enumerate(TOKENS["space_px"], start=1)}
    width = {f"width-{k.removesuffix('_max')}": f"{v}px" for k, v in TOKENS["width_px"].items() if k != "reading_ch"}
    ease = {f"ease-{kebab(k)}": v for k, v in TOKENS["easing"].items()}
    motion = {f"motion-{k}": f"{v}ms" for k, v in TOKENS["motion_ms"].items()}
    sizes = {
        f"{group}-{kebab(k)}": f"{v}px" for group in ("radius", "target") for k, v in TOKENS[f"{group}_px"].items()
    }
    measure = {"measure": f"{TOKENS['width_px']['reading_ch']}ch"}
    return fonts | text | leading | weight | space | width | ease | motion | sizes | measure


def plain(value: str) -> str:
    """One spelling per value: case and spaces of no meaning, 2.0rem and 32px are both 2rem."""
    value = re.sub(r"\s*,\s*", ",", re.sub(r"\s+", " ", value.strip()))
    value = re.sub(r"([\d.]+)px\b", lambda m: f"{float(m[1]) / 16}rem", value)
    value = re.sub(r"([\d.]+)rem\b", lambda m: f"{float(m[1]):g}rem", value)
    return value.upper() if value.startswith("#") else value


def declared() -> dict[str, dict[str, str]]:
    """Selector -> custom properties, blocks of one selector joined. At-rules around them are looked through."""
    css = re.sub(r"/\*.*?\*/", "", CSS.read_text(encoding="utf-8"), flags=re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for selector, body in re.findall(r"([^{};]+)\{([^{}]*)\}", css):
        names = dict(re.findall(r"--([\w-]+)\s*:\s*([^;]+);", body))
        found.setdefault(re.sub(r"\s+", "", selector), {}).update({k: plain(v) for k, v in names.items()})
    return found


@pytest.mark.parametrize(("mode", "selector"), [(mode, s) for mode, all_ in THEMES.items() for s in all_])
def test_the_style_sheet_has_every_colour_of_the_theme(mode, selector):
    assert declared()[selector] == {name: plain(value) for name, value in theme(mode).items()}


def test_the_style_sheet_has_every_other_token():
    assert declared()[":root"] == {name: plain(value) for name, value in everywhere().items()}
