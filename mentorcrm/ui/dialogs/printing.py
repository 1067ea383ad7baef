"""The system's own dialog for printing one sheet."""

from collections.abc import Callable

from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


def ask_printer(window: QWidget | None, title: str, draw: Callable[[QPainter], None]) -> None:
    """Ask for a printer; when one is chosen, let the sheet be drawn on it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(title)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, window)

    def print_it() -> None:
        painter = QPainter()
        if painter.begin(printer):
            draw(painter)
            painter.end()

    dialog.accepted.connect(print_it)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()
