"""What a table may weigh. A municipality's list of plans is a few hundred rows; this leaves a wide margin."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    # The largest overview seen in practice is under 2 MB; pictures in a workbook can add a lot, and are never read.
    file_bytes: int = 25_000_000
    # 5,000 rows x 20 columns inflate to about 8 MB. A zip bomb declares, or turns out to be, far more than this.
    inflated_bytes: int = 150_000_000
    # A part of a workbook is written without nesting worth mentioning; deep nesting is an attack on the parser.
    xml_depth: int = 120
    sheets: int = 100
    # The last row and column that may hold content, in a sheet.
    last_row: int = 100_000
    last_column: int = 1_000
    # Rows that are plans, in all sheets that are read. The largest municipality has some thousands of zoning plans.
    plans: int = 20_000
    # Cells with content in the whole file: memory grows with these, about 300 bytes each.
    cells: int = 500_000
    # Excel itself stops at 32,767 characters in a cell.
    cell_characters: int = 33_000
    # All text together, so that many long cells cannot add up.
    text_characters: int = 30_000_000
    merges: int = 50_000
    # Records of an .xls stream: a cell is a record, or one of up to 256 in a record.
    zip_entries: int = 5_000
