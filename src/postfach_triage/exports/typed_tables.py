"""Results as Parquet: exact, with real lists."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from postfach_triage.exports.columns import LISTS, NUMBERS

_BATCH = 1_000


class ParquetWriter:
    """Writes row groups of a thousand rows; every column has its type from the start."""

    def __init__(self, stream: BinaryIO, columns: Sequence[str]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = pa.schema([(name, _type(name)) for name in columns])
        self._table = pa.Table
        self._file = pq.ParquetWriter(stream, self._schema)
        self._held: list[dict[str, Any]] = []

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row."""
        self._held.append({name: _value(name, row.get(name)) for name in self._schema.names})
        if len(self._held) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Write the last rows and the footer."""
        self._flush()
        self._file.close()

    def abandon(self) -> None:
        """Close the library's writer, which would otherwise write after the file is gone."""
        self._file.close()

    def _flush(self) -> None:
        if self._held:
            self._file.write_table(self._table.from_pylist(self._held, schema=self._schema))
            self._held = []


def _type(name: str) -> Any:
    import pyarrow as pa

    place = [("field", pa.string()), ("start", pa.int64()), ("end", pa.int64())]
    structs = {
        "intents": pa.struct([("id", pa.string()), ("p", pa.float64())]),
        "signals": pa.struct([("kind", pa.string()), ("level", pa.string()), *place]),
        "evidence": pa.struct(place),
    }
    if name in LISTS:
        return pa.list_(structs.get(name, pa.string()))
    if name in NUMBERS:
        return pa.float64()
    return pa.int64() if name == "attachments" else pa.string()


def _value(name: str, value: Any) -> Any:
    if name == "intents" and value is not None:
        return [{"id": intent, "p": p} for intent, p in value]
    return value
