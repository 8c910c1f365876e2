"""Writes records.json: one made-up ECG (known_ecg.py) in every format, by writers that are not ours.

python3 make-records.py        (needs wfdb 4, sierraecg, pydicom 2.3, NumPy, Pillow, biosig 2.5, dcmtk 3.6)
python3 make-records.py scp edf      makes only those anew
"""
import json, sys

from dicom_records import dicom_pdf, dicom_pictures, dicom_waveforms
from known_ecg import RECORDS, out
from scp_edf_text_records import edf, samples_text, scp
from wfdb_records import wfdb_records
from xml_records import cardiosoft_xml, hl7_aecg, muse_xml, philips_xml, schiller_xml

MAKERS = [wfdb_records, muse_xml, cardiosoft_xml, schiller_xml, hl7_aecg, philips_xml, dicom_waveforms, dicom_pictures, dicom_pdf, scp, edf, samples_text]

if __name__ == "__main__":
    wanted = sys.argv[1:]
    if wanted:
        out.update(json.load(open(RECORDS)))
    for make in MAKERS:
        if not wanted or make.__name__ in wanted:
            make()
    with open(RECORDS, "w") as f:
        json.dump(out, f, indent=2)
        f.write("\n")
