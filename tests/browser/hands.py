"""Two ways to use a page: a finger on glass, and a keyboard alone. The same journey is played with either."""

from playwright.sync_api import Locator, Page, expect

FURTHEST = 80  # presses of Tab to anything on any page

ACTIVE = "it => it === document.activeElement"
IN_GROUP = "it => document.activeElement.name === it.name && document.activeElement.form === it.form"


class Finger:
    def __init__(self, page: Page) -> None:
        self.page = page

    def presses(self, target: Locator) -> None:
        target.tap()

    chooses = presses

    def writes(self, target: Locator, words: str) -> None:
        target.tap()
        self.page.keyboard.insert_text(words)  # as a phone's keyboard does

    def picks(self, target: Locator, words: str) -> None:
        """From a list the phone itself draws, outside of the page."""
        target.select_option(label=words)


class Keyboard:
    """Tab, arrows, Enter and Space, and letters in a field."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def presses(self, target: Locator) -> None:
        self._reaches(target)
        self.page.keyboard.press("Enter")

    def chooses(self, target: Locator) -> None:
        """One of several: arrows move among them, and moving chooses."""
        self._reaches(target, IN_GROUP)
        self.page.keyboard.press("Space")
        for _ in range(FURTHEST):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"the arrows do not lead to {target}")

    def writes(self, target: Locator, words: str) -> None:
        self._reaches(target)
        self.page.keyboard.type(words)

    def picks(self, target: Locator, words: str) -> None:
        self._reaches(target)
        self.page.keyboard.type(words)
        expect(target.locator("option:checked")).to_have_text(words)

    def _reaches(self, target: Locator, there: str = ACTIVE) -> None:
        expect(target).to_be_visible()
        for _ in range(FURTHEST):
            if target.evaluate(there):
                assert self.page.evaluate("document.activeElement.matches(':focus-visible')")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")


class Counting:
    """Counts what a hand does: taps of a finger, or keys that are no letters of the words."""

    def __init__(self, hand) -> None:
        self.hand, self.page, self.count = hand, hand.page, 0
        keyboard = self.page.keyboard
        press = keyboard.press
        keyboard.press = lambda key, **rest: (self._add(), press(key, **rest))[1]

    def _add(self) -> None:
        self.count += 1

    @property
    def taps(self) -> bool:
        return isinstance(self.hand, Finger)

    def presses(self, target) -> None:
        self._does("presses", target)

    def chooses(self, target) -> None:
        self._does("chooses", target)

    def writes(self, target, words) -> None:
        self._does("writes", target, words)

    def picks(self, target, words) -> None:
        self._does("picks", target, words)

    def _does(self, what: str, *about) -> None:
        self.count += self.taps
        getattr(self.hand, what)(*about)
