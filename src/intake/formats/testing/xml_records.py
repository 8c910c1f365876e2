"""Records in XML: GE MUSE and CardioSoft, Schiller, HL7 aECG, Philips (packed here, and read back by sierra-ecg-tools)."""
import numpy as np

from known_ecg import COUNT, IDENT, LEADS, NAME, RATE, STEPS, base, put

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
