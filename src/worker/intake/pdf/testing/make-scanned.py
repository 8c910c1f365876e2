"""Writes scanned.json: a page of four traces, coded as fax machines do (CCITT G4, by libtiff through Pillow), and an encrypted PDF (qpdf).

python3 make-scanned.py        (needs Pillow and qpdf; Debian: python3-pil qpdf)
"""
import base64, json, math, os, subprocess, tempfile
from PIL import Image, ImageDraw

here = os.path.dirname(os.path.abspath(__file__))
text = lambda data: base64.b64encode(data).decode()

with tempfile.TemporaryDirectory() as folder:
    page = Image.new("1", (800, 560), 1)
    pen = ImageDraw.Draw(page)
    for strip in range(4):
        points = []
        for x in range(20, 780):
            phase = x % 90
            height = 60 if phase == 30 else -15 if phase == 33 else 12 * math.exp(-(((phase - 60) / 7) ** 2))
            points.append((x, 100 + 130 * strip - height))
        pen.line(points, fill=0, width=2)
    tiff = os.path.join(folder, "g4.tif")
    page.save(tiff, compression="group4")
    strips = Image.open(tiff).tag_v2
    (start,), (length,) = strips[273], strips[279]
    g4 = open(tiff, "rb").read()[start : start + length]

    plain, locked = os.path.join(folder, "plain.pdf"), os.path.join(folder, "locked.pdf")
    open(plain, "wb").write(
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )
    # Mended while it is read: it has no table of its objects.
    subprocess.run(["qpdf", "--encrypt", "secret", "owner", "256", "--", plain, locked], check=False)
    with open(os.path.join(here, "scanned.json"), "w") as file:
        json.dump({"g4": text(g4), "locked": text(open(locked, "rb").read())}, file, indent=1)
        file.write("\n")
