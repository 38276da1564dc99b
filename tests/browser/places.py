"""Where things are, found as a person finds them: by the links on the pages."""

from tests.browser.visitor import Visitor


def address_of_plan(visitor: Visitor, number: str, plan_type: str, place: int) -> str:
    page = visitor.go(f"/kommuner/{number}/tabell/?type={plan_type}")
    return str(page.locator("main tbody th a").nth(place).get_attribute("href"))


def first_link(visitor: Visitor, page: str, selector: str) -> str:
    return str(visitor.go(page).locator(selector).first.get_attribute("href"))
