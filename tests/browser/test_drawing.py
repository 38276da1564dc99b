"""What is written in the drawn hierarchy stands inside its box, in the widest font there is on a planner's machine."""

import pytest

from tests.browser.serving import Server
from tests.browser.test_print import PORTFOLIOS
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser

# The texts of each box against the box, and against each other: those that stick out or lie on top of another.
ASTRAY = """
() => [...document.querySelectorAll('.pd-drawing svg :is(a, g)')].flatMap(box => {
  const inside = (one, frame) => one.left >= frame.left - 0.5 && one.right <= frame.right + 0.5
    && one.top >= frame.top - 0.5 && one.bottom <= frame.bottom + 0.5
  const meets = (one, other) => one.left < other.right && other.left < one.right
    && Math.abs(one.bottom - other.bottom) < 4
  const frame = box.querySelector('rect:last-of-type, rect').getBoundingClientRect()
  const texts = [...box.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
  return texts.filter(([, at], n) => !inside(at, frame) || texts.some(([, other], m) => m > n && meets(at, other)))
    .map(([words]) => words)
})
"""


@pytest.mark.parametrize(("name", "number"), PORTFOLIOS)
def test_no_word_stands_outside_its_box_or_on_another(demo: Server, visit: Visit, name: str, number: str) -> None:
    visitor = visit(demo)
    page = visitor.sign_in_as(name)
    visitor.go(f"/kommuner/{number}/")
    assert page.locator(".pd-drawing svg text").count() > 10
    assert page.evaluate(ASTRAY) == []
