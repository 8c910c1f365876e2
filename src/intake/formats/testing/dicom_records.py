"""DICOM waveforms, pictures and a PDF, by pydicom."""
import base64, io, os, subprocess, tempfile
import numpy as np

from known_ecg import IDENT, LEADS, NAME, STEPS, out, put


def dicom_set(syntax, sop="1.2.840.10008.5.1.4.1.1.9.1.1"):
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import UID

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = UID(sop), UID("1.2.3.4")
    meta.TransferSyntaxUID, meta.ImplementationClassUID = UID(syntax), UID("1.2.3.4.5")
    data = FileDataset("x", {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = UID(sop), UID("1.2.3.4")
    data.PatientName, data.PatientID, data.PatientBirthDate = NAME, IDENT, "19500510"
    data.PatientAge, data.PatientSex, data.AccessionNumber = "071Y", "F", "A-99"
    data.InstitutionName = "Haus Zweistein"
    data.is_little_endian = syntax != "1.2.840.10008.1.2.2"
    data.is_implicit_VR = syntax == "1.2.840.10008.1.2"
    return data


def saved(data):
    file = io.BytesIO()
    data.save_as(file, write_like_original=False)
    return file.getvalue()


def dicom_waveforms():
    from pydicom.dataset import Dataset
    from pydicom.sequence import Sequence

    def code(value, scheme, meaning):
        item = Dataset()
        item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
        return Sequence([item])

    scp = {"I": 1, "II": 2, "V1": 3, "V2": 4, "V3": 5, "V4": 6, "V5": 7, "V6": 8}

    def group(names, steps, units, sensitivity, correction, baseline, order, original="ORIGINAL", mdc=False):
        item = Dataset()
        item.WaveformOriginality, item.NumberOfWaveformChannels = original, len(names)
        item.NumberOfWaveformSamples, item.SamplingFrequency = len(steps), "100"
        channels = []
        for name in names:
            channel = Dataset()
            channel.ChannelSourceSequence = (
                code(f"2:{scp[name]}", "MDC", f"Lead {name}") if mdc else code(f"5.6.3-9-{scp[name]}", "SCPECG", f"Lead {name}"))
            channel.ChannelSensitivity, channel.ChannelSensitivityCorrectionFactor = sensitivity, correction
            channel.ChannelSensitivityUnitsSequence = code(units, "UCUM", units)
            channel.ChannelBaseline, channel.ChannelSampleSkew, channel.WaveformBitsStored = baseline, "0", 16
            channels.append(channel)
        item.ChannelDefinitionSequence = Sequence(channels)
        item.WaveformBitsAllocated, item.WaveformSampleInterpretation = 16, "SS"
        item.WaveformData = steps.astype(order + "i2").tobytes()
        return item

    def notes(data):
        items = []
        for meaning, value in [("Ventricular Heart Rate", "61"), ("PR Interval", "166"), ("QRS Axis", "-12")]:
            item = Dataset()
            item.ConceptNameCodeSequence = code("x", "99X", meaning)
            item.NumericValue, item.AnnotationGroupNumber = value, 0
            items.append(item)
        text = Dataset()
        text.UnformattedTextValue, text.AnnotationGroupNumber = "Sinus rhythm", 0
        data.WaveformAnnotationSequence = Sequence(items + [text])

    for name, syntax in [("explicit", "1.2.840.10008.1.2.1"), ("implicit", "1.2.840.10008.1.2"),
                         ("big-endian", "1.2.840.10008.1.2.2"), ("deflated", "1.2.840.10008.1.2.1.99")]:
        data = dicom_set(syntax)
        notes(data)
        order = ">" if name == "big-endian" else "<"
        rhythm = group(LEADS, STEPS * 2, "uV", "1.25", "2", "0", order)
        if name == "implicit":
            # In volts, longer than the 16 characters of a decimal string, with an offset of 1 mV; leads in two groups.
            data.WaveformSequence = Sequence([
                group(LEADS[:2], STEPS[:, :2] - 200, "V", "0.00000500000000", "1.0", "0.001", order, mdc=True),
                group(LEADS[2:], STEPS[:, 2:] - 200, "mV", "0.005", "1", "1", order, mdc=True)])
        else:
            data.WaveformSequence = Sequence([rhythm, group(LEADS, STEPS[:50] * 0, "uV", "5", "1", "0", order, "DERIVED")])
        put(f"dicom-{name}", {"ecg.dcm": saved(data)})


def packed_by_dcmtk(source, options):
    """By dcmcjpeg (Debian: dcmtk)."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ["in.dcm", "out.dcm"]]
        open(paths[0], "wb").write(base64.b64decode(out[source]["sc.dcm"]))
        subprocess.run(["dcmcjpeg", "+un", *options, *paths], check=True, capture_output=True)
        return open(paths[1], "rb").read()


def dicom_pictures():
    """Pictures, those in JPEG 2000 by Pillow."""
    from PIL import Image
    from pydicom.encaps import encapsulate

    grey = np.array([[(16 * x + y) % 256 for x in range(20)] for y in range(12)], dtype=np.uint8)

    def picture(syntax, pixels, bits, colours="MONOCHROME2", planar=0):
        data = dicom_set(syntax, "1.2.840.10008.5.1.4.1.1.7")
        data.Rows, data.Columns, data.SamplesPerPixel = 12, 20, 3 if colours == "RGB" else 1
        data.PhotometricInterpretation, data.PixelRepresentation = colours, 0
        data.BitsAllocated, data.BitsStored, data.HighBit = bits, bits, bits - 1
        if colours == "RGB":
            data.PlanarConfiguration = planar
        data.PixelData = pixels
        data["PixelData"].VR = "OW" if bits == 16 else "OB"
        return data

    plain = "1.2.840.10008.1.2.1"
    put("dicom-grey", {"sc.dcm": saved(picture(plain, grey.tobytes(), 8))})
    put("dicom-grey16", {"sc.dcm": saved(picture(plain, (grey.astype("<u2") * 256 + 7).tobytes(), 16))})
    put("dicom-inverse", {"sc.dcm": saved(picture(plain, (255 - grey).tobytes(), 8, "MONOCHROME1"))})
    put("dicom-rgb", {"sc.dcm": saved(picture(plain, np.stack([grey] * 3, axis=-1).tobytes(), 8, "RGB"))})
    rle = picture(plain, (grey.astype("<u2") * 256 + 7).tobytes(), 16)
    rle.compress("1.2.840.10008.1.2.5")
    put("dicom-rle", {"sc.dcm": saved(rle)})
    deep = picture(plain, (grey.astype("<u2") * 2 + 300).tobytes(), 16)
    deep.BitsStored, deep.HighBit = 12, 11
    # Values 300 to 810, of which 556 is the middle.
    deep.WindowCenter, deep.WindowWidth = "555.5", "511"
    put("dicom-window", {"sc.dcm": saved(deep)})
    palette = picture(plain, grey.tobytes(), 8, "PALETTE COLOR")
    levels = (np.arange(256, dtype="<u2") * 257).tobytes()
    for colour in ["Red", "Green", "Blue"]:
        setattr(palette, colour + "PaletteColorLookupTableDescriptor", [256, 0, 16])
        setattr(palette, colour + "PaletteColorLookupTableData", levels)
    put("dicom-palette", {"sc.dcm": saved(palette)})
    # Two pixels, then the colours of both.
    halved = np.stack([grey[:, 0::2], grey[:, 1::2], grey[:, 0::2] * 0 + 128, grey[:, 0::2] * 0 + 128], axis=-1)
    shared = picture(plain, halved.tobytes(), 8, "RGB")
    shared.PhotometricInterpretation = "YBR_FULL_422"
    put("dicom-luma", {"sc.dcm": saved(shared)})
    planes = picture(plain, np.stack([grey] * 3).tobytes(), 8, "RGB", 1)
    put("dicom-planes", {"sc.dcm": saved(planes)})
    for name, source, options in [("sv1", "dicom-grey", ["+e1"]), ("rgb", "dicom-rgb", ["+el", "+sv", "7", "+cn"]), ("deep", "dicom-grey16", ["+el", "+sv", "4"])]:
        put(f"dicom-lossless-{name}", {"sc.dcm": packed_by_dcmtk(source, options)})
    file = io.BytesIO()
    Image.fromarray(np.kron(grey, np.ones((4, 4), dtype=np.uint8))).save(file, "JPEG2000", irreversible=False, no_jp2=True)
    j2k = picture("1.2.840.10008.1.2.4.90", encapsulate([file.getvalue()]), 8)
    j2k.Rows, j2k.Columns = 48, 80
    j2k["PixelData"].is_undefined_length = True
    put("dicom-jpeg-2000", {"sc.dcm": saved(j2k)})
    jpeg = picture("1.2.840.10008.1.2.4.50", encapsulate([b"\xff\xd8\xff jpeg of twenty\xff\xd9"]), 8)
    jpeg["PixelData"].is_undefined_length = True
    put("dicom-jpeg", {"sc.dcm": saved(jpeg)})


def dicom_pdf():
    # 15 bytes: one of padding, and the true length.
    data = dicom_set("1.2.840.10008.1.2.1", "1.2.840.10008.5.1.4.1.1.104.1")
    data.MIMETypeOfEncapsulatedDocument = "application/pdf"
    data.EncapsulatedDocument, data.EncapsulatedDocumentLength = b"%PDF-1.7 fifteen", 15
    put("dicom-pdf", {"report.dcm": saved(data)})
