"""Writes checkpoint-v1.safetensors, from docs/checkpoints.md alone."""
import hashlib, hmac, json, pathlib, struct

KEY = b"golden files keep this key"
TENSORS = [
    ("weight", "F32", [2, 2], struct.pack("<4f", 1, -2, 0.5, 1e-30)),
    ("moment", "F64", [2], struct.pack("<2d", 0.1, -1e300)),
    ("order", "I32", [3], struct.pack("<3i", 2, 0, 1)),
    ("cursor", "I64", [], struct.pack("<q", 9007199254740993)),
    ("random", "U8", [4], bytes([0, 1, 254, 255])),
]


def digest(name, kind, shape, content):
    utf8 = name.encode()
    text = struct.pack("<q", len(utf8)) + utf8 + kind.ljust(3).encode() + struct.pack(f"<{1 + len(shape)}q", len(shape), *shape) + content
    return hashlib.sha256(text).hexdigest()


def without(header, *fields):
    for field in fields:
        start = header.index(f'"{field}":"'.encode()) + len(field) + 4
        header = header[:start] + header[start + 64:]
    return header


def fill(header, field, digits):
    start = header.index(f'"{field}":"'.encode()) + len(field) + 4
    return header[:start] + digits.encode() + header[start + 64:]


metadata = {"ruvector.format": "1", "ruvector.library": "0.1.0", "ruvector.step": "1234", "ruvector.metric": "0.0746", "ruvector.sha256": "0" * 64, "ruvector.hmac": "0" * 64, "seed": "42"}
metadata |= {"ruvector.sha256." + name: digest(name, kind, shape, content) for name, kind, shape, content in TENSORS}
entries, position = {"__metadata__": metadata}, 0
for name, kind, shape, content in TENSORS:
    entries[name] = {"dtype": kind, "shape": shape, "data_offsets": [position, position + len(content)]}
    position += len(content)
text = json.dumps(entries, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
header = struct.pack("<q", len(text)) + text
header = fill(header, "ruvector.hmac", hmac.new(KEY, without(header, "ruvector.sha256", "ruvector.hmac"), hashlib.sha256).hexdigest())
header = fill(header, "ruvector.sha256", hashlib.sha256(without(header, "ruvector.sha256")).hexdigest())
pathlib.Path(__file__).with_name("checkpoint-v1.safetensors").write_bytes(header + b"".join(content for *_, content in TENSORS))
