"""The hierarchy as a drawing: what stands where, in user units of an SVG. The template writes out text and marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from uuid import UUID

from django.utils.translation import gettext, ngettext

from plandugnad.plans.due import Due
from plandugnad.plans.hierarchy.placing import Group, Hierarchy, Node, PlanCard
from plandugnad.plans.hierarchy.text_width import broken, width_of
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.words.groups import group_name, group_note, group_title
from plandugnad.plans.words.standing import due_words, short_due_words, standing

WIDTH = 1200
GAP = 20  # between columns
SEAM = 6  # between boxes of one group
WIDEST_COLUMN = 300
INDENT = 16
PADDING = 10
NAME_SIZE, SMALL_SIZE = 13.0, 12.0
NAME_LEADING, SMALL_LEADING = 16, 16
HEADING_HEIGHT = 22
DROP = 14  # from one group to the one below it
NAME_LINES = 3
MARK_ROOM = 18  # the status shape before the words
# The highest drawing whose smallest letters are still 7 points on paper lying down; islands/style/hierarchy-print.css
# has the room it is given there. A higher one is printed as the list.
HIGHEST_ON_A4, HIGHEST_ON_A3 = 727, 1127

SHAPES = {
    "idea": "idea",
    "decided": "decided",
    "in_process": "working",
    "in_consultation": "hearing",
    "adopted": "adopted",
    "under_revision": "revising",
    "repealed": "repealed",
    "replaced": "replaced",
}


@dataclass(frozen=True)
class Addresses:
    """Where the links of a drawing lead. `new_plan` is empty for those who may not add one."""

    plan: Callable[[UUID], str]
    table: Callable[[str], str]
    new_plan: Callable[[str], str]


@dataclass(frozen=True)
class Line:
    x: float
    y: float
    text: str
    kind: str
    shape: str = ""
    goes_on: bool = False  # the sentence of the line above

    @property
    def text_x(self) -> float:
        return self.x + MARK_ROOM if self.shape else self.x

    @property
    def shape_y(self) -> float:
        return self.y - 10


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    kind: str
    lines: tuple[Line, ...]
    address: str = ""
    label: str = ""
    due: str = ""
    is_cut: bool = False  # the name is longer than the box

    @property
    def behind(self) -> tuple[float, float]:
        """The corner of the sheet that lies behind, where the box stands for several plans."""
        return self.x + 4, self.y + 4

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[Box, ...]
    headings: tuple[Line, ...]
    lines: tuple[str, ...]

    @property
    def paper(self) -> str:
        """The smallest sheet on which it can be read: 'a4', 'a3' or 'none'."""
        if self.height <= HIGHEST_ON_A4:
            return "a4"
        return "a3" if self.height <= HIGHEST_ON_A3 else "none"


def draw(hierarchy: Hierarchy, addresses: Addresses) -> Drawing:
    return _Sheet(hierarchy, addresses).drawn()


def group_of(group: Group, plan_type: str) -> Group:
    return next(below for below in group.groups if below.plan_type == plan_type)


def _standing_lines(plan: PlanCard, x: float, y: float, room: float) -> list[Line]:
    """How the plan stands and what is due: on one line where both fit, if need be in fewer words."""
    shape, due = SHAPES.get(plan.status, "unknown"), due_words(plan)
    down = y + SMALL_LEADING - 1
    rows = broken(standing(plan), SMALL_SIZE, room - MARK_ROOM, 2, is_bold=False)
    stands = [
        Line(x + MARK_ROOM * bool(n), down + n * SMALL_LEADING, words, "standing", "" if n else shape, goes_on=n > 0)
        for n, words in enumerate(rows)
    ]
    if not due:
        return stands
    short = standing(plan, has_age=False)
    for words, late in ((standing(plan), due), (short, due), (short, short_due_words(plan))):
        right = MARK_ROOM + width_of(words, SMALL_SIZE, is_bold=False) + 8
        mark_room = MARK_ROOM if _due_shape(plan) else 0
        if right + mark_room + width_of(late, SMALL_SIZE) <= room:
            return [Line(x, down, words, "standing", shape), Line(x + right, down, late, plan.due, _due_shape(plan))]
    return [*stands, Line(x, stands[-1].y + SMALL_LEADING, due, plan.due, _due_shape(plan))]


def _due_shape(plan: PlanCard) -> str:
    """What is only soon due has no warning mark: that belongs to what is late."""
    return "attention" if plan.due is Due.OVERDUE else ""


def _label(name: str, seen: Sequence[Line]) -> str:
    """What is said of a box holds the words that are seen in it, so that it can be pointed out by them (WCAG 2.5.3)."""
    return name + "".join((" " if line.goes_on else ", ") + line.text for line in seen)


@dataclass
class _Sheet:
    hierarchy: Hierarchy
    addresses: Addresses
    boxes: list[Box] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def drawn(self) -> Drawing:
        community = group_of(self.hierarchy.spine, PlanType.COMMUNITY_PART)
        columns = [group for group in community.groups if group.is_shown]
        beside = [self.hierarchy.beside, self.hierarchy.other, self.hierarchy.without_type]
        side = [group for group in beside if group.is_shown]
        count = max(len(columns), 1) + bool(side)
        width = min(WIDEST_COLUMN, (WIDTH - GAP * (count - 1)) / count)
        main = max(len(columns), 1) * (width + GAP) - GAP
        bottom = self._main(community, columns, width, main)
        total = main
        if side:
            total = main + GAP + width
            bottom = max(bottom, self._side(side, main + GAP, width))
        return Drawing(ceil(total) + 2, ceil(bottom) + 4, tuple(self.boxes), tuple(self.headings), tuple(self.lines))

    def _main(self, community: Group, columns: Sequence[Group], width: float, room: float) -> float:
        y = 0.0
        if self.hierarchy.above.is_shown:
            y = self._row(self.hierarchy.above, y, room) + DROP
        middle = room / 2
        for group in (self.hierarchy.spine, community):
            if group.nodes or group.is_missing:
                if group is community and self.hierarchy.spine.is_drawn:
                    self.lines.append(f"M{middle:.1f} {y - DROP:.1f}V{y:.1f}")
                y = self._row(group, y, room) + DROP
        if not columns:
            return y
        has_trunk = community.is_drawn or self.hierarchy.spine.is_drawn
        top = y + DROP if has_trunk else y
        if has_trunk:
            self._branches(columns, width, middle, y - DROP, y + 2, top)
        return max(self._stack(group, index * (width + GAP), top, width) for index, group in enumerate(columns))

    def _branches(
        self, columns: Sequence[Group], width: float, middle: float, start: float, bus: float, top: float
    ) -> None:
        centres = [index * (width + GAP) + width / 2 for index in range(len(columns))]
        self.lines.append(f"M{middle:.1f} {start:.1f}V{bus:.1f}")
        if len(centres) > 1:
            self.lines.append(f"M{centres[0]:.1f} {bus:.1f}H{centres[-1]:.1f}")
        self.lines += [f"M{centre:.1f} {bus:.1f}V{top:.1f}" for centre in centres]

    def _side(self, groups: Sequence[Group], x: float, width: float) -> float:
        y = 0.0
        for group in groups:
            y = self._stack(group, x, y, width) + DROP
        return y - DROP

    def _row(self, group: Group, y: float, room: float) -> float:
        """The group's boxes side by side, in the middle of the room."""
        many = max(len(group.nodes), 1) if not group.is_counted else 1
        in_row = min(many, max(int((room + GAP) // (WIDEST_COLUMN + GAP)), 1))
        width = min(room, WIDEST_COLUMN + 60) if in_row == 1 else (room - GAP * (in_row - 1)) / in_row
        width = min(width, WIDEST_COLUMN + 60)
        left = (room - in_row * (width + GAP) + GAP) / 2
        y = self._heading(group, left, y, width)
        if group.is_counted or not group.nodes:
            return self._single(group, left, y, width)
        for start in range(0, len(group.nodes), in_row):
            row = group.nodes[start : start + in_row]
            y = max(self._tree(node, left + index * (width + GAP), y, width) for index, node in enumerate(row)) + SEAM
        return y - SEAM

    def _stack(self, group: Group, x: float, y: float, width: float) -> float:
        """The group's boxes above each other, and the groups below it under them."""
        if group.is_drawn:
            y = self._heading(group, x, y, width)
            if group.is_counted or not group.nodes:
                y = self._single(group, x, y, width)
            else:
                for node in group.nodes:
                    y = self._tree(node, x, y, width) + SEAM
                y -= SEAM
        is_first = not group.is_drawn
        for below in group.groups:
            if below.is_shown:
                if not is_first:
                    self.lines.append(f"M{x + INDENT / 2:.1f} {y:.1f}V{y + DROP:.1f}")
                    y += DROP
                y = self._stack(below, x, y, width)
                is_first = False
        return y

    def _heading(self, group: Group, x: float, y: float, width: float) -> float:
        for line in broken(group_title(group), SMALL_SIZE, width, 2):
            y += SMALL_LEADING
            self.headings.append(Line(x, y, line, "heading"))
        if note := group_note(group):
            for line in broken(note, SMALL_SIZE, width, 2, is_bold=False):
                y += SMALL_LEADING - 1
                self.headings.append(Line(x, y, line, "note"))
        return y + HEADING_HEIGHT - SMALL_LEADING

    def _tree(self, node: Node, x: float, y: float, width: float) -> float:
        """A plan and, indented under it, those anchored in it."""
        box = self._plan(node, x, y, width)
        y = last = box.bottom
        for child in node.children:
            middle = y + SEAM + 14
            self.lines.append(f"M{x + INDENT / 2:.1f} {last:.1f}V{middle:.1f}H{x + INDENT:.1f}")
            y = self._tree(child, x + INDENT, y + SEAM, width - INDENT)
        return y

    def _plan(self, node: Node, x: float, y: float, width: float) -> Box:
        plan = node.plan
        room = width - 2 * PADDING
        lines: list[Line] = []
        down = y + 4.0
        for text in broken(plan.name, NAME_SIZE, room, NAME_LINES):
            down += NAME_LEADING
            lines.append(Line(x + PADDING, down - 2, text, "name"))
        is_cut = lines[-1].text.endswith("…")
        seen = _standing_lines(plan, x + PADDING, down, room)
        lines += seen
        height = lines[-1].y + 7 - y
        kind = "by-type" if node.is_placed_by_type else "plan"
        address, label = self.addresses.plan(plan.id), _label(plan.name, seen)
        box = Box(x, y, width, height, kind, tuple(lines), address, label, plan.due, is_cut)
        self.boxes.append(box)
        return box

    def _single(self, group: Group, x: float, y: float, width: float) -> float:
        box = self._count(group, x, y, width) if group.nodes else self._missing(group, x, y, width)
        self.boxes.append(box)
        return box.bottom

    def _count(self, group: Group, x: float, y: float, width: float) -> Box:
        count = len(group.nodes)
        words = ngettext("%(count)s plan i tabellen", "%(count)s planer i tabellen", count) % {"count": count}
        lines = [Line(x + PADDING, y + 23, words, "name")]
        if group.overdue:
            late = ngettext("%(count)s er over fristen", "%(count)s er over fristen", group.overdue)
            lines.append(Line(x + PADDING, y + 41, late % {"count": group.overdue}, Due.OVERDUE, "attention"))
        height = 34 + 18 * (len(lines) - 1)
        name = group_name(group.plan_type)
        address = self.addresses.table(group.plan_type)
        return Box(x, y, width - 4, height, "count", tuple(lines), address, f"{name}: {_label(words, lines[1:])}")

    def _missing(self, group: Group, x: float, y: float, width: float) -> Box:
        address = self.addresses.new_plan(group.plan_type)
        words = gettext("Mangler – legg til") if address else gettext("Mangler")
        line = Line(x + PADDING, y + 23, words, "missing")
        return Box(x, y, width, 36, "missing", (line,), address, f"{group_name(group.plan_type)}: {words}")
