"""The plan overview a planner has, as the spreadsheet she keeps it in and as she copies it."""

import base64
import io

from openpyxl import Workbook

from tests.browser.visitor import Visitor

OVERVIEW = (
    ("Plan", "Plantype", "Status", "Vedtatt", "Skal revideres", "Ansvarlig"),
    ("Kommuneplanens samfunnsdel 2019-2031", "Kommuneplanens samfunnsdel", "Gjeldende", "12.06.2019", 2027, "Plansjef"),
    ("Kulturplan", "Temaplan", "Gjeldende", "K-sak 45/19", 2030, "Kultursjef"),
    ("Trafikksikkerhetsplan", "Temaplan", "Under arbeid", "", 2028, "Teknisk sjef"),
)
NAMES = tuple(str(row[0]) for row in OVERVIEW[1:])
PASTED = "\n".join("\t".join(str(cell) for cell in row) for row in OVERVIEW)

# As the browser's own drop: a file that lies on the page is given to whatever is under the pointer.
_DROP = """([content, name]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name));
    const place = document.querySelector("file-drop");
    for (const type of ["dragover", "drop"]) {
        place.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
}"""


def spreadsheet() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Planer"
    for row in OVERVIEW:
        sheet.append([cell if cell != "" else None for cell in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def drop(visitor: Visitor, content: bytes, name: str) -> None:
    visitor.page.wait_for_function("customElements.get('file-drop') !== undefined")
    visitor.page.evaluate(_DROP, [base64.b64encode(content).decode(), name])
