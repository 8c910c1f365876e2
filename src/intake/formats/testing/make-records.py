"""Writes records.json: one made-up ECG in every format, by writers that are not ours.

python3 make-records.py        (needs wfdb 4, sierraecg, pydicom 2.3, NumPy, biosig 2.5)
python3 make-records.py scp edf      makes only those anew

Sample i of lead k is 5 microvolts times (i * (7 + 3k)) mod 401 - 200: the tests compute it anew. 100 a second, 300 of each of
I, II, V1 to V6. Formats of WFDB that the wfdb package reads but does not write are packed here, by signal(5), and read back with it.
"""
import base64, json, os, sys, tempfile
import numpy as np

LEADS = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"]
RATE, COUNT = 100, 300
STEPS = np.array([[(i * (7 + 3 * k)) % 401 - 200 for k in range(8)] for i in range(COUNT)], dtype=np.int64)
MILLIVOLTS = STEPS * 0.005
NAME, IDENT = "Zweistein^Erwin", "K-4711-08"

out = {}


def put(name, files):
    out[name] = {path: base64.b64encode(data).decode() for path, data in files.items()}


def read(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}


def wfdb_records():
    import wfdb

    for form in ["80", "212", "16", "24", "32"]:
        with tempfile.TemporaryDirectory() as folder:
            # 80 holds 8 bits: half a step.
            digital = STEPS // 2 if form == "80" else STEPS
            gain = 100 if form == "80" else 200
            wfdb.wrsamp("r" + form, fs=RATE, units=["mV"] * 8, sig_name=LEADS, d_signal=digital, fmt=[form] * 8,
                        adc_gain=[gain] * 8, baseline=[0] * 8, comments=["Age: 71  Sex: F"], write_dir=folder)
            put("wfdb-" + form, read(folder))
    flat = STEPS.reshape(-1)
    words = {
        "61": flat.astype(">i2").tobytes(),
        "160": (flat + 32768).astype("<u2").tobytes(),
        "8": np.clip(np.diff(STEPS // 4, axis=0, prepend=STEPS[:1] // 4), -128, 127).astype(np.int8).tobytes(),
        "310": b"".join(
            int(((a & 0x3FF) << 1) | ((c & 0x1F) << 11)).to_bytes(2, "little")
            + int(((b & 0x3FF) << 1) | (((c >> 5) & 0x1F) << 11)).to_bytes(2, "little")
            for a, b, c in flat.reshape(-1, 3).tolist()),
        "311": b"".join(
            int((a & 0x3FF) | ((b & 0x3FF) << 10) | ((c & 0x3FF) << 20)).to_bytes(4, "little")
            for a, b, c in flat.reshape(-1, 3).tolist()),
    }
    for form, data in words.items():
        gain = 50 if form == "8" else 200
        expected = np.cumsum(np.frombuffer(data, dtype=np.int8).reshape(-1, 8).astype(int), axis=0) if form == "8" else STEPS
        if form == "8":
            expected = expected + STEPS[0] // 4
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "r" + form)
            first = STEPS[0] // 4 if form == "8" else STEPS[0]
            lines = [f"r{form} 8 {RATE} {COUNT}"]
            for k, lead in enumerate(LEADS):
                total = int(expected[:, k].sum()) & 0xFFFF
                lines.append(f"r{form}.dat {form} {gain}/mV 12 0 {first[k]} {total - 65536 if total > 32767 else total} 0 {lead}")
            open(path + ".hea", "w").write("\n".join(lines) + "\n")
            open(path + ".dat", "wb").write(data)
            back = wfdb.rdrecord(path, physical=False)
            assert np.array_equal(back.d_signal, expected), form
            put("wfdb-" + form, read(folder))
    with tempfile.TemporaryDirectory() as folder:
        # Leads in two files, one with a skew, a baseline and samples that were not measured.
        steps = STEPS[:, :2] + 1000
        steps[5, 0] = -32768
        late = np.vstack([np.zeros((3, 6), dtype=np.int64), STEPS[:, 2:]])
        open(os.path.join(folder, "two_a.dat"), "wb").write(steps.astype("<i2").tobytes())
        open(os.path.join(folder, "two_b.dat"), "wb").write(b"HEADER" + late.astype("<i2").tobytes())
        lines = [f"two 8 {RATE} {COUNT}"]
        lines += [f"two_a.dat 16 200(1000)/mV 16 0 0 {(int(steps[:, k].sum()) + 32768) % 65536 - 32768} 0 {LEADS[k]}" for k in range(2)]
        lines += [f"two_b.dat 16:3+6 0.2/uV 16 0 0 0 0 {lead}" for lead in LEADS[2:]]
        open(os.path.join(folder, "two.hea"), "w").write("\n".join(lines) + "\n#Age: 62\n#Sex: Male\n")
        put("wfdb-two-files", read(folder))


def base(data):
    return base64.b64encode(data).decode()


# As carts export them: who the patient is stands beside what may become a column.
PATIENT = f"<PatientLastName>{NAME.split('^')[0]}</PatientLastName><PatientFirstName>{NAME.split('^')[1]}</PatientFirstName>"


def muse_xml():
    def lead(name, steps):
        data = steps.astype("<i2").tobytes()
        return (f"<LeadData><LeadByteCountTotal>{len(data)}</LeadByteCountTotal><LeadSampleCountTotal>{len(steps)}</LeadSampleCountTotal>"
                f"<LeadAmplitudeUnitsPerBit>2.5</LeadAmplitudeUnitsPerBit><LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits>"
                f"<LeadID>{name}</LeadID><LeadOff>FALSE</LeadOff><WaveFormData>\n{base(data)}\n</WaveFormData></LeadData>")

    def wave(kind, leads):
        return (f"<Waveform><WaveformType>{kind}</WaveformType><NumberofLeads>8</NumberofLeads>"
                f"<SampleBase>10</SampleBase><SampleExponent>1</SampleExponent>{''.join(leads)}</Waveform>")

    median = wave("Median", [lead(name, STEPS[:60, k] * 0) for k, name in enumerate(LEADS)])
    rhythm = wave("Rhythm", [lead(name, STEPS[:, k] * 2) for k, name in enumerate(LEADS)])
    measures = "".join(f"<{name}>{value}</{name}>" for name, value in [
        ("VentricularRate", 61), ("PRInterval", 166), ("QRSDuration", 96), ("QTInterval", 402), ("QTCorrected", 405),
        ("PAxis", 45), ("RAxis", -12), ("TAxis", 38)])
    said = "".join(f"<DiagnosisStatement>{flag}<StmtText>{text}</StmtText></DiagnosisStatement>" for text, flag in [
        ("Normal sinus", ""), ("rhythm", "<StmtFlag>ENDSLINE</StmtFlag>"), (f"Confirmed by {NAME}", "<StmtFlag>ENDSLINE</StmtFlag>")])
    said = said.replace("<DiagnosisStatement><StmtText>Normal", "<DiagnosisStatement><StmtFlag>NONE</StmtFlag><StmtText>Normal")
    text = (f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE RestingECG SYSTEM "restecg.dtd">\n<RestingECG>'
            f"<PatientDemographics><PatientID>{IDENT}</PatientID><PatientAge>71</PatientAge><AgeUnits>YEARS</AgeUnits>"
            f"<DateofBirth>04-01-1950</DateofBirth><Gender>FEMALE</Gender>{PATIENT}</PatientDemographics>"
            f"<RestingECGMeasurements>{measures}</RestingECGMeasurements><Diagnosis>{said}</Diagnosis>{median}{rhythm}</RestingECG>")
    put("muse-xml", {"muse.xml": text.encode("latin-1")})


def cardiosoft_xml():
    """Written here, as public readers of UK Biobank's files describe them: no export was at hand."""
    leads = "".join(f'<WaveformData lead="{name}">{",".join(str(v) for v in STEPS[:, k])}</WaveformData>\n' for k, name in enumerate(LEADS))
    measures = "".join(f'<{name} units="{unit}">{value}</{name}>' for name, unit, value in [
        ("VentricularRate", "BPM", 61), ("PQInterval", "ms", 166), ("QRSDuration", "ms", 96), ("QTInterval", "ms", 402),
        ("QTCInterval", "ms", 405), ("PAxis", "degrees", 45), ("RAxis", "degrees", -12), ("TAxis", "degrees", 38)])
    text = (f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<CardiologyXML><ObservationType>RestECG</ObservationType>'
            f"<PatientInfo><PID>{IDENT}</PID><Name><FamilyName>{NAME.split('^')[0]}</FamilyName></Name><Age units=\"Years\">71</Age>"
            f"<BirthDateTime><Year>1950</Year></BirthDateTime><Gender>FEMALE</Gender></PatientInfo>"
            f"<Interpretation><Diagnosis><DiagnosisText>Normal sinus rhythm</DiagnosisText><DiagnosisText>Seen by {NAME}</DiagnosisText></Diagnosis></Interpretation>"
            f"<RestingECGMeasurements>{measures}<MedianSamples><WaveformData lead=\"I\">0,0,0</WaveformData></MedianSamples></RestingECGMeasurements>"
            f'<StripData><NumberOfLeads>8</NumberOfLeads><SampleRate units="Hz">{RATE}</SampleRate><ChannelSampleCountTotal>{COUNT}</ChannelSampleCountTotal>'
            f'<Resolution units="uVperLsb">5</Resolution>{leads}</StripData></CardiologyXML>')
    put("cardiosoft-xml", {"cardiosoft.xml": text.encode("latin-1")})


def schiller_xml():
    """Written here, as public readers describe them: no export was at hand."""
    def wave(kind, steps):
        channels = "".join(f"<channel><name>{name}</name><datastype>COMMASEPARATE</datastype><data>{','.join(str(v) for v in steps[:, k])},</data></channel>"
                           for k, name in enumerate(LEADS))
        return (f"<wavedata><type>{kind}</type><resolution><samplerate><value>{RATE}</value><exponent>1</exponent></samplerate>"
                f"<yres><units>UV</units><unitperbit>5</unitperbit></yres></resolution>{channels}</wavedata>")

    text = (f'<?xml version="1.0" encoding="UTF-8"?>\n<com.xiriuz.sema.xml.schillerEDI.SchillerEDI>'
            f"<patdata><id>{IDENT}</id><lastname>{NAME.split('^')[0]}</lastname><birthdate>19500401</birthdate><gender>FEMALE</gender><age>71</age></patdata>"
            f"<eventdata><event>{wave('ECG_AVERAGES', STEPS[:60] * 0)}{wave('ECG_RHYTHMS', STEPS)}</event></eventdata>"
            f"</com.xiriuz.sema.xml.schillerEDI.SchillerEDI>")
    put("schiller-xml", {"schiller.xml": text.encode()})


def hl7_aecg():
    def sequence(code, value):
        return f'<component><sequence><code code="{code}"/>{value}</sequence></component>'

    time = '<value xsi:type="GLIST_TS"><head value="20210509101112"/><increment value="10" unit="ms"/></value>'
    leads = "".join(
        sequence(f"MDC_ECG_LEAD_{name}", f'<value xsi:type="SLIST_PQ"><origin value="1" unit="mV"/><scale value="5" unit="uV"/>'
                 f"<digits>{' '.join(str(v - 200) for v in STEPS[:, k])}</digits></value>")
        for k, name in enumerate(LEADS))
    notes = "".join(f'<component><annotation><code code="{code}"/><value xsi:type="PQ" value="{value}" unit="{unit}"/></annotation></component>'
                    for code, value, unit in [("MDC_ECG_HEART_RATE", 61, "bpm"), ("MDC_ECG_TIME_PD_PR", 166, "ms"),
                                              ("MDC_ECG_TIME_PD_QT", "0.402", "s"), ("MDC_ECG_ANGLE_QRS_FRONT", -12, "deg")])
    text = (f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made up -->\n<AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f'<id root="1.2.3" extension="E-1"/><componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>'
            f'<id root="1.2" extension="{IDENT}"/><subjectDemographicPerson><name>{NAME}</name><administrativeGenderCode code="F"/>'
            f'<birthTime value="19500510"/></subjectDemographicPerson></trialSubject></subject></subjectAssignment></componentOf></timepointEvent></componentOf>'
            f'<component><series><code code="RHYTHM"/><effectiveTime><low value="20210509101112"/></effectiveTime>'
            f'<component><sequenceSet>{sequence("TIME_ABSOLUTE", time)}{leads}</sequenceSet></component>'
            f"<subjectOf><annotationSet>{notes}</annotationSet></subjectOf></series></component></AnnotatedECG>")
    put("hl7-aecg", {"aecg.xml": text.encode()})


def lzw(data):
    """Ten bits a code, highest bit first; the dictionary is never cleared."""
    codes, known, word = [], {bytes([i]): i for i in range(256)}, b""
    for byte in data:
        longer = word + bytes([byte])
        if longer in known:
            word = longer
            continue
        codes.append(known[word])
        if len(known) < 1023:
            known[longer] = len(known)
        word = bytes([byte])
    codes.append(known[word])
    bits = "".join(f"{code:010b}" for code in codes)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def philips_xml():
    import tempfile
    import sierraecg

    one, two = STEPS[:, 0], STEPS[:, 1]
    three = two - one
    limbs = {"I": one, "II": two, "III": three, "aVR": -((one + two) // 2), "aVL": (one - three) // 2, "aVF": (two + three) // 2}
    # What is kept of them is the rest of the arithmetic; here one of 2 everywhere, to see that it is put back.
    rest = np.full(COUNT, 2)
    kept = {"I": one, "II": two, "III": rest * 0, "aVR": rest, "aVL": rest, "aVF": rest}
    kept.update({name: STEPS[:, k] for k, name in enumerate(LEADS) if name.startswith("V")})
    names = list(kept)

    def chunk(v):
        corrections = [2 * int(v[i - 1]) - int(v[i - 2]) - int(v[i]) for i in range(2, COUNT)]
        words = np.array([v[0], v[1]] + [c + 64 for c in corrections[1:]] + [64], dtype=np.int64).astype(">u2").view(np.uint8)
        packed = lzw(bytes(words[0::2]) + bytes(words[1::2]))
        return len(packed).to_bytes(4, "little") + b"\x01\x00" + corrections[0].to_bytes(2, "little", signed=True) + packed

    plain = base(b"".join(kept[name].astype("<i2").tobytes() for name in names))
    packed = base(b"".join(chunk(kept[name]) for name in names))
    for version, how, encoding, waves in [
        ("1.03", f'dataencoding="Base64" compressmethod="Uncompressed"', "UTF-8", plain),
        ("1.04", f'dataencoding="Base64" compression="XLI" numberofleads="12" leadlabels="{" ".join(names)}"', "UTF-16", packed),
    ]:
        text = (f'<?xml version="1.0" encoding="{encoding}"?>\n<restingecgdata xmlns="http://www3.medical.philips.com">'
                f"<documentinfo><documenttype>SierraECG</documenttype><documentversion>{version}</documentversion></documentinfo>"
                f'<dataacquisition date="2021-05-09" time="10:11:12"><signalcharacteristics><samplingrate>100</samplingrate><resolution>5</resolution>'
                f"<acquisitiontype>STD-12</acquisitiontype><numberchannelsallocated>12</numberchannelsallocated></signalcharacteristics></dataacquisition>"
                f"<patient><generalpatientdata><patientid>{IDENT}</patientid><name><lastname>{NAME}</lastname></name>"
                f"<age><dateofbirth>1950-05-10</dateofbirth></age><sex>Female</sex></generalpatientdata></patient>"
                f"<internalmeasurements><meanventrate>60</meanventrate><meanqrsdur>96</meanqrsdur></internalmeasurements>"
                f"<interpretations><interpretation><globalmeasurements><heartrate>61</heartrate></globalmeasurements>"
                f"<statement><leftstatement>Sinus rhythm</leftstatement></statement></interpretation></interpretations>"
                f'<waveforms><parsedwaveforms {how} durationperchannel="3000">{waves}</parsedwaveforms></waveforms></restingecgdata>')
        data = text.encode("utf-16" if encoding == "UTF-16" else "utf-8")
        put(f"philips-xml-{version}", {"philips.xml": data})
        if how.find("XLI") < 0:
            # That package fails on plain samples with today's NumPy (it writes into a read-only view).
            continue
        with tempfile.NamedTemporaryFile(suffix=".xml") as file:
            file.write(data)
            file.flush()
            back = sierraecg.read_file(file.name)
        for lead in back.leads:
            wanted = limbs[lead.label] - (2 if lead.label in ("aVR", "aVL", "aVF") else 0) if lead.label in limbs else kept[lead.label]
            assert np.array_equal(np.asarray(lead.samples, dtype=np.int64), wanted), (version, lead.label)


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
    import io

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


def dicom_pictures():
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
    jpeg = picture("1.2.840.10008.1.2.4.50", encapsulate([b"\xff\xd8\xff jpeg of twenty\xff\xd9"]), 8)
    jpeg["PixelData"].is_undefined_length = True
    put("dicom-jpeg", {"sc.dcm": saved(jpeg)})


def dicom_pdf():
    # 15 bytes: one of padding, and the true length.
    data = dicom_set("1.2.840.10008.1.2.1", "1.2.840.10008.5.1.4.1.1.104.1")
    data.MIMETypeOfEncapsulatedDocument = "application/pdf"
    data.EncapsulatedDocument, data.EncapsulatedDocumentLength = b"%PDF-1.7 fifteen", 15
    put("dicom-pdf", {"report.dcm": saved(data)})


def edf():
    """By biosig (Debian: biosig-tools) from an SCP-ECG file; it leaves a format string in the birth date."""
    import subprocess, tempfile

    known = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "records.json")))["scp-plain"]
    with tempfile.TemporaryDirectory() as folder:
        # It misreads WFDB.
        open(os.path.join(folder, "ecg.scp"), "wb").write(base64.b64decode(known["ecg.scp"]))
        for form in ["EDF", "BDF"]:
            path = os.path.join(folder, "ecg." + form.lower())
            subprocess.run(["save2gdf", "-f=" + form, os.path.join(folder, "ecg.scp"), path], check=True, capture_output=True)
            data = bytearray(open(path, "rb").read())
            # When it was made, by whom and with what.
            data[88:168] = b"Startdate 09-MAY-2021 X X X".ljust(80)
            data[168:184] = b"09.05.2110.11.12"
            data[8:88] = f"{IDENT} F 10-MAY-1950 {NAME.replace('^', '_')}".encode().ljust(80)
            put(form.lower(), {"ecg." + form.lower(): bytes(data)})


def crc(data):
    """CRC-CCITT of EN 1064, bit by bit."""
    value = 0xFFFF
    for byte in data:
        for bit in range(7, -1, -1):
            top = (value >> 15) ^ (byte >> bit & 1)
            value = (value << 1) & 0xFFFF
            if top:
                value ^= 0x1021
    return value


def scp():
    """Written here by EN 1064, and read back with biosig where it reads it."""
    import struct

    def section(number, body):
        body += b"\0" * (len(body) % 2)
        rest = struct.pack("<HIBB6s", number, 16 + len(body), 20, 20, b"SCPECG" if number == 0 else b"\0" * 6) + body
        return struct.pack("<H", crc(rest)) + rest

    def tag(number, value):
        return struct.pack("<BH", number, len(value)) + value

    person = tag(0, NAME.encode() + b"\0") + tag(2, IDENT.encode() + b"\0") + tag(4, struct.pack("<HB", 71, 1))
    person += tag(5, struct.pack("<HBB", 1950, 5, 10)) + tag(8, b"\2") + tag(25, struct.pack("<HBB", 2021, 5, 9)) + tag(255, b"")
    numbers = [1, 2, 3, 4, 5, 6, 7, 8]
    lead = lambda number: struct.pack("<IIB", 1, COUNT, number)
    marks = struct.pack("<BBHH", 1, 0, 984, 29999) + struct.pack("<5H3h", 40, 150, 206, 302, 608, 45, -12, 38)

    def bits(value):
        """The code of one number in the default table of annex C."""
        size = abs(value)
        if size <= 8:
            return "0" if size == 0 else "1" * size + "0" + ("0" if value > 0 else "1")
        raw, width = (value, 8) if -128 <= value < 128 else (value, 16)
        return ("1111111110" if width == 8 else "1111111111") + format(raw & (2 ** width - 1), f"0{width}b")

    def packed(values):
        text = "".join(bits(int(v)) for v in values)
        text += "0" * (-len(text) % 16)
        return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))

    def differences(values, order):
        kept = list(values[:order])
        return np.concatenate([kept, np.diff(values, order)]) if order else np.asarray(values)

    def data(columns, order, interval, is_packed, step=5000):
        coded = [differences(c, order) for c in columns]
        parts = [packed(c) if is_packed else np.asarray(c).astype("<i2").tobytes() for c in coded]
        return struct.pack("<HHBB", step, interval, order, 0) + b"".join(struct.pack("<H", len(p)) for p in parts) + b"".join(parts)

    def write(name, order, is_packed, beat=None):
        steps = STEPS.copy()
        sections = {1: person, 3: struct.pack("<BB", 8, 0x44 | (1 if beat is not None else 0)) + b"".join(map(lead, numbers)), 7: marks}
        if is_packed:
            sections[2] = struct.pack("<H", 19999)
        if beat is not None:
            # Taken off twice: samples 41 to 80 around 55, and 201 to 240 around 215; one between of another kind is left.
            places = [(0, 41, 55, 80), (1, 120, 130, 140), (0, 201, 215, 240)]
            for kind, start, _, end in places:
                if kind == 0:
                    steps[start - 1:end] -= beat
            sections[4] = struct.pack("<HHH", 400, 15, 3) + b"".join(struct.pack("<HIII", *place) for place in places)
            sections[5] = data(list(beat.T), order, 10000, is_packed)
        sections[6] = data(list(steps.T), order, 10000, is_packed)
        order_of = sorted(sections)
        at = 6 + 16 + 10 * 12
        pointers, bodies = b"", b""
        made = {number: section(number, sections[number]) for number in order_of}
        for number in range(12):
            size = 16 + 120 if number == 0 else len(made.get(number, b""))
            start = 7 if number == 0 else (at + 1 if size else 0)
            pointers += struct.pack("<HII", number, size, start)
            if number and size:
                bodies += made[number]
                at += size
        whole = section(0, pointers) + bodies
        rest = struct.pack("<I", 6 + len(whole)) + whole
        put(name, {"ecg.scp": struct.pack("<H", crc(rest)) + rest})

    beat = np.array([[40 * k + (i * i) % 97 for k in range(8)] for i in range(40)], dtype=np.int64)
    write("scp-plain", 0, False)
    write("scp-first", 1, True)
    write("scp-second", 2, True)
    write("scp-beat", 2, True, beat)


def samples_text():
    rows = [",".join(["time (ms)"] + [f"{lead} (mV)" for lead in LEADS])]
    rows += [",".join([str(10 * i)] + [f"{v:.3f}" for v in MILLIVOLTS[i]]) for i in range(COUNT)]
    put("samples-csv", {"ecg.csv": ("\n".join(rows) + "\n").encode()})
    rows = [";".join(f'"{lead}"' for lead in LEADS)]
    rows += [";".join(f"{v * 1000:.0f}" for v in MILLIVOLTS[i]) for i in range(COUNT)]
    put("samples-integers", {"ecg.csv": ("# 100 Hz, uV\r\n" + "\r\n".join(rows)).encode()})
    rows = ["\t".join(LEADS)] + ["\t".join(f"{v:.3f}".replace(".", ",") for v in MILLIVOLTS[i]) for i in range(COUNT)]
    put("samples-tab", {"100Hz/ecg.txt": "\n".join(rows).encode()})


MAKERS = [wfdb_records, muse_xml, cardiosoft_xml, schiller_xml, hl7_aecg, philips_xml, dicom_waveforms, dicom_pictures, dicom_pdf, scp, edf, samples_text]

if __name__ == "__main__":
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "records.json")
    wanted = sys.argv[1:]
    if wanted:
        out.update(json.load(open(target)))
    for make in MAKERS:
        if not wanted or make.__name__ in wanted:
            make()
    with open(target, "w") as f:
        json.dump(out, f, indent=1)
        f.write("\n")
