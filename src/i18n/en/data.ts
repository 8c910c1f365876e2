/** The Data step. */
import type { LineKind, RejectedFile } from '../../core/data-report.ts';
import type { DecimalMark, HeaderChoice, Separator, TextEncoding } from '../../core/text-format.ts';
import type { Message } from '../message.ts';

const rejected = {
  'rejected.empty-file': 'empty file (0 bytes): export it again',
  'rejected.not-an-image': 'named like a picture, but it is not one: it looks like {looksLike}',
  'rejected.image-broken': 'a damaged {looksLike} picture: save or copy it again',
  'rejected.unsupported-image': 'a {looksLike} picture: save it as an ordinary JPEG or PNG',
  'rejected.unsupported-file': 'neither a table nor a picture: it looks like {looksLike}',
  'rejected.packed': 'not opened here, because it is {looksLike}: unpack it and add the folder',
  'rejected.too-large':
    'a {looksLike} picture of more than 120 megapixels, or 65,535 pixels on a side: save it smaller',
  'rejected.zip-broken': 'a ZIP archive that is damaged or protected by a password: pack it again, or add its folder',
  'rejected.zip-entry-broken': 'a damaged part of its archive: pack it again, or add its folder',
  'rejected.zip-locked': 'protected by a password: unpack the archive and add its folder',
  'rejected.zip-too-much': 'unpacks to more than 32 GB: if that is right, unpack it and add its folder',
  'rejected.zip-entry-too-much': 'unpacks to more than 512 MB: if that is right, unpack it and add its folder',
  'rejected.zip-names':
    'an archive that does not say in which alphabet its file names are, and it could not be told: they may be misread, and rows not find their pictures; unpack it and add the folder',
  'rejected.zip-twice':
    'in its archive under a name that is there again: the last one is used; rename it and pack it again',
  'rejected.workbook-broken':
    'an Excel workbook that cannot be opened: it is damaged or protected by a password; save it again without one',
  'rejected.record-broken': 'a damaged {looksLike} file: copy or export it again',
  'rejected.record-cut': 'a {looksLike} file that ends too early: copy or export it again',
  'rejected.record-checksum':
    'a {looksLike} file whose checksum does not agree with its contents: copy or export it again',
  'rejected.record-coding':
    'a {looksLike} file written in a way that is not read here: export it as DICOM, XML or a picture',
  'rejected.record-packed':
    'a DICOM picture compressed as {looksLike}, which is not read here: export it without compression, or as JPEG or JPEG 2000',
  'rejected.record-part-missing':
    'the header of a {looksLike} record without the files that it names: add them together with it',
  'rejected.record-markup':
    'a {looksLike} file that defines entities of its own, which are not followed: export it again without them',
  'rejected.record-unit': 'a {looksLike} file that does not say how many millivolts its numbers are: export it again',
  'rejected.record-scale': 'a {looksLike} file whose voltages no heart can have: its scale is wrong; export it again',
  'rejected.record-rate': 'a {looksLike} file without a sampling rate that an ECG can have: export it again',
  'rejected.record-rate-unsaid':
    'a {looksLike} that does not say how many samples make a second: write it into the name of the file or its folder, as “500 Hz”, or add a column of times',
  'rejected.record-no-leads': 'a {looksLike} file without a lead of an ECG',
  'rejected.record-few-leads': 'a {looksLike} file with too few leads: eight of the twelve are needed at least',
  'rejected.record-short': 'a {looksLike} recording of less than 2.5 seconds: a sheet needs ten',
  'rejected.record-long':
    'a {looksLike} recording of more than half an hour, as a Holter makes: export ten seconds of it',
  'rejected.record-large':
    'a {looksLike} file of more than 256 MB, or with a picture of more than 120 megapixels: save it smaller',
  'rejected.record-pages': 'a {looksLike} file of more than 500 pages: split it',
  'rejected.record-locked': 'a {looksLike} file that is protected by a password: save it again without one',
  'rejected.record-slow':
    'a {looksLike} file that takes longer than half a minute to open: export it again, or as a picture',
  'rejected.record-no-trace': 'a {looksLike} page without an ECG trace, such as a letter or a cover: left out',
  'rejected.unreadable': 'cannot be read: it was moved or changed since it was chosen; choose it again',
} as const satisfies Record<`rejected.${RejectedFile['reason']}`, Message>;

const lines = {
  'lines.too-many': {
    one: 'Line {lines} has more cells than there are columns and is left out, or its values would stand under wrong names. Look for a separator inside a text.',
    other:
      '{count} lines have more cells than there are columns and are left out, or their values would stand under wrong names: {lines}. Look for separators inside texts.',
  },
  'lines.too-few': {
    one: 'Line {lines} has fewer cells than there are columns and is left out, or its values would stand under wrong names.',
    other:
      '{count} lines have fewer cells than there are columns and are left out, or their values would stand under wrong names: {lines}.',
  },
  'lines.quotes': {
    one: 'Line {lines} has a quotation mark that is never closed; the line is left out.',
    other: '{count} lines have a quotation mark that is never closed, and are left out: {lines}.',
  },
  'lines.zero-bytes': {
    one: 'Line {lines} holds zero bytes, as a damaged disk leaves them; it is left out.',
    other: '{count} lines hold zero bytes, as a damaged disk leaves them; they are left out: {lines}.',
  },
  'lines.ends-in-blanks': {
    one: 'Line {lines} ends early. Its last cells are read as blank: nothing else fits its columns.',
    other: '{count} lines end early: {lines}. Their last cells are read as blank: nothing else fits their columns.',
  },
  'lines.backslash': {
    one: 'Line {lines} has \\" inside a text; it is read as a quotation mark: nothing else fits its columns.',
    other:
      '{count} lines have \\" inside a text: {lines}. It is read as a quotation mark: nothing else fits their columns.',
  },
  'lines.said-twice': {
    one: 'Line {lines} gives a value that its patient has from a line above, and is left out.',
    other: '{count} lines give a value that their patient has from a line above, and are left out: {lines}.',
  },
  'lines.no-header': {
    one: 'Line {lines} looks like the lines below it, so it is read as a patient and the columns have numbers.',
    other: 'Line {lines} looks like the lines below it, so it is read as a patient and the columns have numbers.',
  },
  'lines.turned':
    'The table lies on its side: its lines are variables, its columns patients. It is turned, so below, “line 2” is its second column.',
  'lines.long':
    'Each line holds one value of a patient. They are put together: a row a patient or visit, a column for each thing measured.',
  'lines.row-names': {
    one: 'Each row has one cell more than line {lines} has names: the first cell is taken as the row’s own name.',
    other: 'Each row has one cell more than line {lines} has names: the first cell is taken as the row’s own name.',
  },
  'lines.completed': {
    one: 'A table of REDCap: line {lines} is completed from the row that its patient has of his own.',
    other: 'A table of REDCap: {count} lines are completed from the row that their patient has of his own: {lines}.',
  },
  'lines.title': {
    one: 'Line {lines} above the column names is taken as a title.',
    other: 'Lines {lines} above the column names are taken as a title.',
  },
  'lines.two-lines': {
    one: 'The column names stand in two lines: line {lines} completes the one above it.',
    other: 'The column names stand in two lines: line {lines} completes the one above it.',
  },
  'lines.labels': {
    one: 'Line {lines} below the column names holds units or labels; it is no patient.',
    other: 'Lines {lines} below the column names hold units or labels; they are no patients.',
  },
  'lines.total': {
    one: 'Line {lines} below the patients is a total; it is left out.',
    other: 'Lines {lines} below the patients are totals; they are left out.',
  },
  'lines.remark': {
    one: 'Line {lines} below the patients is a remark; it is left out.',
    other: 'Lines {lines} below the patients are remarks; they are left out.',
  },
  'lines.header-again': {
    one: 'The column names stand in line {lines} again; it is no patient.',
    other: 'The column names stand in {count} lines again ({lines}); they are no patients.',
  },
  'lines.column-numbers': {
    one: 'Line {lines} numbers the columns; it is no patient.',
    other: 'Lines {lines} number the columns; they are no patients.',
  },
  'lines.blank': {
    one: 'Line {lines} between the rows is empty.',
    other: '{count} lines between the rows are empty: {lines}.',
  },
} as const satisfies Record<`lines.${LineKind}`, Message>;

const headers = {
  'header.auto': 'Recognise',
  'header.names': 'Names of the columns',
  'header.patient': 'A patient',
} as const satisfies Record<`header.${HeaderChoice | 'auto'}`, Message>;

const encodings = {
  'encoding.auto': 'Recognise',
  'encoding.utf-8': 'UTF-8',
  'encoding.windows-1252': 'Windows-1252 (Western Europe)',
  'encoding.windows-1251': 'Windows-1251 (Cyrillic)',
  'encoding.windows-1250': 'Windows-1250 (Central Europe)',
  'encoding.windows-1254': 'Windows-1254 (Turkish)',
  'encoding.windows-1257': 'Windows-1257 (Baltic)',
  'encoding.windows-1253': 'Windows-1253 (Greek)',
  'encoding.windows-1255': 'Windows-1255 (Hebrew)',
  'encoding.windows-1256': 'Windows-1256 (Arabic)',
  'encoding.iso-8859-2': 'ISO 8859-2 (Central Europe)',
  'encoding.koi8-r': 'KOI8-R (Cyrillic)',
  'encoding.x-mac-cyrillic': 'MacCyrillic',
  'encoding.macintosh': 'Mac Roman (Western Europe)',
  'encoding.ibm866': 'DOS 866 (Cyrillic)',
  'encoding.gbk': 'GBK (Chinese)',
  'encoding.shift_jis': 'Shift-JIS (Japanese)',
  'encoding.big5': 'Big5 (traditional Chinese)',
  'encoding.euc-kr': 'EUC-KR (Korean)',
  'encoding.utf-16le': 'UTF-16 (little-endian)',
  'encoding.utf-16be': 'UTF-16 (big-endian)',
} as const satisfies Record<`encoding.${TextEncoding | 'auto'}`, Message>;

const separators = {
  'separator.auto': 'Recognise',
  'separator.;': 'Semicolon ;',
  'separator.,': 'Comma ,',
  'separator.\t': 'Tab',
  'separator.|': 'Bar |',
} as const satisfies Record<`separator.${Separator | 'auto'}`, Message>;

const decimals = {
  'decimal.auto': 'Recognise',
  'decimal..': 'Point 1.5',
  'decimal.,': 'Comma 1,5',
} as const satisfies Record<`decimal.${DecimalMark | 'auto'}`, Message>;

export const dataTexts = {
  ...rejected,
  ...lines,
  ...headers,
  ...encodings,
  ...separators,
  ...decimals,
  'data.title': 'Start with your patients',
  'data.lead':
    'A table of risk factors and a picture of each patient’s ECG. The studio learns how they belong together and makes new, synthetic pairs.',
  'data.own.title': 'Your own data',
  'data.own.text':
    'Drop a table (CSV or Excel) and ECG pictures anywhere on this page: files, folders, or a ZIP with both.',
  'data.own.formats':
    'CSV, Excel (.xlsx); JPEG, PNG, PDF, TIFF; files of ECG carts: DICOM, GE MUSE, CardioSoft, Philips, Schiller, HL7 aECG, SCP-ECG, EDF, WFDB; a ZIP of all this.',
  'data.own.files': 'Choose files',
  'data.own.folder': 'Choose a folder',
  'data.demo.title': 'No data at hand?',
  'data.demo.text':
    'Five hundred simulated patients: a table like a cardiology clinic’s, and twelve-lead ECGs drawn to match each row.',
  'data.demo.button': 'Try it with demo patients',
  'data.demo.trained': 'See a trained one',
  'data.demo.trained.name': 'The network trained on demo patients',
  'data.demo.badge': 'SIMULATED',
  'outcome.title': 'What comes out: a row and the ECG that belongs to it',
  'outcome.text':
    'Synthetic patients like those you bring, as many as you want: for teaching, for trying out an analysis, for testing software.',
  'outcome.limits':
    'They are nobody, so never for a decision about a person; and how far they can stand in for real patients is measured for you, not promised.',
  'outcome.alt': 'A simulated twelve-lead ECG, example {number}',
  'data.drop.title': 'Drop to add',
  'data.drop.text': 'Nothing is uploaded: the files are read in this browser.',
  'data.drop.locked': 'Training is running. Stop it before adding files.',

  'machine.title': 'This computer',
  'machine.measuring': 'Finding out what this computer can do …',
  'machine.webgpu': 'trains on its graphics processor through WebGPU, the fastest way there is in a browser.',
  'machine.webgl':
    'trains on its graphics processor through WebGL: it works, but slower than WebGPU would be. A current Chrome or Edge and an up-to-date graphics driver usually bring WebGPU.',
  'machine.software':
    'offers only an emulated graphics processor: everything works, slowly. Quick look is the right choice.',
  'machine.processor':
    'trains on its main processor, because the browser offers no graphics processor. Quick look is the right choice.',
  'machine.improve.title': 'How to make it faster',
  'machine.improve.1':
    'In Chrome or Edge, open Settings, System, and switch on “Use graphics acceleration when available”, then restart the browser.',
  'machine.improve.2': 'Update the browser and the driver of the graphics card.',
  'machine.improve.3': 'If the computer has two graphics cards, plug it in and set the browser to “High performance”.',
  'machine.estimate': 'Quick look: {quick}. Best on this computer: {best}. As published: {full}.',
  'machine.estimateNoFit': 'does not fit',
  'machine.basis': 'For {count} patients, from a short measurement.',
  'machine.measured': 'Measured for one small training step: {list}. Settings lets you choose another.',
  'machine.measuredOne': '{backend} {ms} ms',
  'machine.unnamed': 'The graphics processor',
  'machine.this': 'This computer',

  'loaded.title.files': 'Here is what was found',
  'loaded.title.demo': 'Meet the demo patients',
  'loaded.mixed':
    '{drawn} ECGs are drawn from signals and {pictures} are pictures: they look different, and synthetic ECGs would copy that too',
  'loaded.summary': '{patients}, {columns}, {ecgs}',
  'loaded.summary.nothing': 'Nothing that can be used yet',
  'loaded.summary.tableOnly': '{patients}, {columns}, no ECG pictures yet',
  'loaded.summary.imagesOnly': '{ecgs}, no table yet',
  'loaded.noEcg': { one: '{count} patient has no ECG', other: '{count} patients have no ECG' },
  'loaded.noRow': { one: '{count} ECG belongs to no patient', other: '{count} ECGs belong to no patient' },
  'loaded.again': {
    one: '{count} ECG is the same as another: the next step shows which',
    other: '{count} ECGs are the same as another: the next step shows which',
  },
  'loaded.ready': '{pairs} are ready to learn from.',
  'loaded.addMore': 'Add more files',
  'loaded.addFolder': 'Add a folder',
  'loaded.startOver': 'Start over',
  'loaded.startOver.title': 'Forget this data?',
  'loaded.startOver.text':
    'The page forgets the files you gave it. Nothing on your disk changes, but a trained network is lost unless you downloaded it or it is kept on this computer.',
  'loaded.startOver.confirm': 'Forget and start over',
  'loaded.next': 'Check the data',
  'loaded.nextBlocked': 'See what is missing',

  'layout.rhythm': { one: '{grid} with {count} rhythm strip', other: '{grid} with {count} rhythm strips' },
  'layout.strips': { one: '{count} strip', other: '{count} strips' },
  'signals.title': 'The sheet that signals are drawn on',
  'signals.text': {
    one: '{count} ECG was read as signals. It is drawn at 25 mm/s and 10 mm/mV.',
    other: '{count} ECGs were read as signals. They are drawn at 25 mm/s and 10 mm/mV.',
  },
  'signals.layout': 'Leads (rows × columns)',
  'signals.order': 'Limb leads',
  'signals.order.standard': '{leads} (usual)',
  'signals.order.cabrera': '{leads} (Cabrera)',

  'format.title': 'How the table is read',
  'format.table': 'Table',
  'format.encoding': 'Letters',
  'format.separator': 'Separator',
  'format.decimal': 'Decimal mark',
  'format.recognised': '{value} (recognised)',
  'format.header': 'First line',
  'format.lettersWrong':
    'Letters look wrong: the words make no sense in {encoding}. Choose other letters until the first rows read well; where none do, they were lost before, and the table has to be saved again as UTF-8.',
  'format.stray': {
    one: 'Not read, since it holds fewer than {fewest} rows: {list}.',
    other: 'Not read, since they hold fewer than {fewest} rows each: {list}.',
  },
  'tables.title': 'Which table describes the patients?',
  'tables.text': 'It has one row for each patient. You can change this later; the others stay loaded.',
  'preview.title': 'First rows of {file}',
  'preview.hidden': 'hidden',
  'preview.caption': 'Personal columns are hidden here and never used for training.',
  'rejected.title': {
    one: '{count} file cannot be used',
    other: '{count} files cannot be used',
  },
  'rejected.text': 'Everything else stays loaded.',
} as const satisfies Record<string, Message>;
