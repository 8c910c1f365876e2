/** One sentence or two per error code: what happened, where, what to do. */
import type { ErrorCode, ParamsOf } from '../../core/app-error.ts';
import type { Message, ParamNames } from '../message.ts';

export const errorTexts = {
  'error.no-files':
    'Nothing to read was found here. Choose a table (CSV or Excel) and ECG pictures (JPEG or PNG), or a ZIP with both.',
  'error.no-table':
    'There is no table among the files. Add one CSV or Excel file with a row for each patient; the pictures stay loaded.',
  'error.several-tables':
    'More than one table was found: {files}. Choose the one that describes the patients (on the command line: --table NAME).',
  'error.table-empty':
    'The table {file} is empty (0 bytes). Save it again from the program it came from, then add it here.',
  'error.table-not-text':
    'The table {file} is neither text nor an Excel workbook: it looks like {looksLike}. Save it as .xlsx or CSV (in Excel: Save as), then add it here.',
  'error.table-header-only':
    'The table {file} has column names but no patients. Check that the rows were exported too.',
  'error.table-one-column':
    'Only one column was found in {file}. The separator is probably another one: choose it under “How the table is read”.',
  'error.table-malformed':
    'The table {file} cannot be read from line {line} on. Look at that line for a quotation mark that is never closed.',
  'error.table-shifted': {
    one: 'The table {file} names {columns} columns, but line {line} has {cells} cells: it cannot be told which cell belongs to which name. A separator may stand inside numbers or texts; save the table with another one, or with texts in quotation marks.',
    other:
      'The table {file} names {columns} columns, but most lines have another number of cells ({count} of them; line {line} has {cells}): it cannot be told which cell belongs to which name. A separator may stand inside numbers or texts; save the table with another one, or with texts in quotation marks.',
  },
  'error.table-unknown': 'There is no table “{table}” among the files, or more than one. These are there: {tables}.',
  'error.lines-unsure': {
    one: '{count} line of the table is left out or had to be mended (line {lines}), and --strict was given. Mend it in the file, or leave --strict out.',
    other:
      '{count} lines of the table are left out or had to be mended (lines {lines}), and --strict was given. Mend them in the file, or leave --strict out.',
  },
  'error.no-images':
    'There are no ECG pictures yet. Add JPEG or PNG files, a folder of them, or a ZIP; the table stays loaded.',
  'error.zip-broken':
    'The archive {file} cannot be opened: it is damaged or protected by a password. Pack it again, or add its folder.',
  'error.file-unreadable':
    'The file {file} cannot be read. It may have been moved or changed since it was chosen; choose it again.',
  'error.no-model-columns':
    'No column is left to learn from: each one is left out or has the same value for every patient. On the Check step, set at least one column that varies to “Feature” or “Target”.',
  'error.too-few-pairs': {
    one: 'Only {count} patient has both a row and an ECG; training needs at least {minimum}. Add more, or look at the Check step for what was left out and why.',
    other:
      'Only {count} patients have both a row and an ECG; training needs at least {minimum}. Add more, or look at the Check step for what was left out and why.',
  },
  'error.holdout-too-large': {
    one: 'Putting {share}% of the patients aside leaves {count} ECG to train on; training needs at least {minimum}. Put fewer aside, or none (0%).',
    other:
      'Putting {share}% of the patients aside leaves {count} ECGs to train on; training needs at least {minimum}. Put fewer aside, or none (0%).',
  },
  'error.no-pairs':
    'No row could be matched with a picture. Give the column that names the pictures the role “Picture file”, or the one whose id stands in their names the role “Patient id”; if there is none, add such a column to the table.',
  'error.pairing-needs-confirmation':
    'Rows and pictures share no name or id. They can only be paired by sorted order, which you must confirm on the Check step.',
  'error.pairing-column-missing':
    'Pairing by a column was asked for, but no column names the picture files. Give one column the role “Picture file”.',
  'error.pairing-order-count':
    'Pairing by order needs as many rows as pictures, but there are {rows} rows and {images} pictures. Remove what is extra, or pair by name.',
  'error.pairing-order-against':
    'Pairing by sorted order would give rows other ECGs than the column “{column}” names. Pair by that column, or correct the names.',
  'error.column-unknown': 'Not among the columns of the table: {columns}. Check the spelling, capitals included.',
  'error.schema-malformed':
    'This file does not describe columns as schema.json does: “{place}” is missing or cannot be used. Save one on the Check step to see what it looks like.',
  'error.schema-not-json':
    'This file is no schema.json: it is not in the form JSON. Save one on the Check step to see what it looks like.',
  'error.schema-version':
    'This schema.json is of a newer version of this app, which reads version {version}. Open it there, or describe the columns again on the Check step and save them.',
  'error.column-not-numeric':
    'The column “{column}” holds text, so it can be neither a number nor have a threshold. Give it the type “Category”, or leave it out.',
  'error.column-too-many-values':
    'The column “{column}” has {count} different values, and a column of its type can have at most {most}. Choose another type, set a threshold, or leave it out.',
  'error.backend-unavailable':
    'This browser cannot train with {backend} here ({reason}). Choose “Automatic” to use what works.',
  'error.no-backend':
    'This browser offers nothing to train with. Open the page in a current Chrome or Edge on a desktop computer.',
  'error.does-not-fit':
    'A network for {size} px pictures at width {width} needs about {needsMegabytes} MB, {largestBufferMegabytes} MB of it in one block. That is more than this computer allows with {backend}. {fittingSize} px at width {fittingWidth} fits: choose that.',
  'error.out-of-memory':
    'The graphics memory is full. Your data is still loaded. Close other tabs and programs, or choose a smaller picture, batch or width, and train again.',
  'error.device-lost':
    'The graphics processor stopped answering (it was reset, the computer slept, or its driver was updated). Your data is still loaded; train again.',
  'error.not-finite':
    'Training broke down at epoch {epoch}: the losses are no longer numbers. Train again with another seed, or a larger batch.',
  'error.network-not-finite':
    'A network of the comparison broke down: its losses are no longer numbers. Compare again with another seed.',
  'error.worker-crashed':
    'The training process ended unexpectedly, most often for lack of memory. Your files are being read again; after that, try a smaller picture or network.',
  'error.newer-version':
    'A newer version of this page is there, and this one can no longer load all its parts. Reload the page: the training kept in this browser stays.',
  'error.part-unreachable':
    'A part of this page could not be loaded, because its server cannot be reached. Check the connection, then try again; nothing is lost.',
  'error.no-dataset': 'There are no patients loaded yet. Add files or try the demo patients first.',
  'error.not-compared':
    'The ECGs of this network have not been measured yet. Measure them on the Compare step first, then try again.',
  'error.no-copy-threshold':
    'Too few patients were set aside to say how near to a real patient is too near. Train again with more set aside, or download without leaving any out.',
  'error.reader-too-few': {
    one: 'There is only {count} real patient to show; a blinded test needs at least {needed}. Add patients, or set more aside before training.',
    other:
      'There are only {count} real patients to show; a blinded test needs at least {needed}. Add patients, or set more aside before training.',
  },
  'error.no-model': 'There is no trained network yet. Train first, at least one epoch.',
  'error.busy': 'Something else is still running. Wait for it to finish or cancel it, then try again.',
  'error.bad-option': 'The value {value} cannot be used for “{option}”: it must be {expected}.',
  'error.bad-arguments': 'The command cannot be understood: {why}. README.md lists the options.',
  'error.keep-full':
    'There is not enough space for this site to keep the training on this computer. Free some space, or erase older trainings on the Data step.',
  'error.model-other-patients':
    'The patients given are not those that the model in {file} was trained with, or they are read or set up differently. Give exactly the same table, pictures and settings.',
  'error.model-read-differently':
    'This version reads columns of the table differently than the one that trained the model in {file}: {columns}. Training does not go on with them: set these columns as they were, or train anew. Pairs can be made from the model as it is.',
  'error.kept-read-anew':
    'This training was begun by an older version of this app, which read some tables differently. Add the same table and pictures again, then press Continue: it goes on if they are read as they were. Pairs can be made from it as it is.',
  'error.kept-read-differently':
    'This version reads columns of the table differently than the one that began this training: {columns}. It does not go on with them: set these columns as they were, or train anew. Pairs can be made from it as it is.',
  'error.kept-in-use': 'This training is open in another tab. Continue it there, or close that tab and try again.',
  'error.kept-damaged':
    'This training cannot be continued: what was kept of it is damaged or gone. Erase it and train again.',
  'error.kept-unavailable':
    'This browser does not let the page keep anything on this computer ({reason}). Training works, but ends with the tab.',
  'error.kept-patients-needed':
    'The patients of this training were not kept. Add the same table and pictures again, then press Continue.',
  'error.kept-other-patients':
    'These are not the patients that this training began with, or they are read or set up differently. Add exactly the same table and pictures; the training stays as it is.',
  'error.model-not-zip':
    '{file} is not a whole ZIP archive, so it cannot be opened as a model. It may have been cut off while it was copied: copy it again.',
  'error.model-foreign':
    '{file} is not a model of this app. A model is the file model.zip that the Download step saves.',
  'error.model-version':
    '{file} is a model of another version of this app, with other layers. Open it with the version that saved it.',
  'error.model-damaged':
    'The model {file} is damaged: {entry} is not what was saved. Copy the file again, or save it again from the app that trained it.',
  'error.model-incomplete':
    'The model {file} is not complete: {entry} is missing. Save it again from the app that trained it.',
  'error.model-unsafe':
    'The model {file} is refused: it holds something that no model holds ({entry}). Use only models from people you trust.',
  'error.model-shape':
    'The model {file} does not fit together: {entry} does not have the length that its network needs. Save it again from the app that trained it.',
  'error.model-not-finite':
    'The model {file} cannot be used: {entry} holds values that are not numbers. Its training broke down; use an earlier one.',
  'error.model-schema':
    'The model {file} cannot be used: the description of its table, schema.json, is wrong ({what}). Save it again from the app that trained it.',
  'error.model-schema-column':
    'The model {file} cannot be used: schema.json describes the column “{column}” wrongly ({what}). Save it again from the app that trained it.',
  'error.model-not-full':
    'The model {file} holds the generator only: it can make patients, but training cannot go on from it. Save the model with “everything needed to train on”.',
  'error.model-too-large':
    'The model {file} needs a block of {megabytes} MB, more than this computer allows with {backend}. Open it on a computer with a larger graphics memory.',
  'error.model-needs-patients':
    'This network was opened from a file, which holds no patients, so there is nobody to compare with. Add the patients and train, or compare on the computer that trained it.',
  'error.epoch-gone':
    'The network as it was after epoch {epoch} is no longer kept, so it cannot be gone back to. Choose another epoch.',
  'error.files-are-model': '{file} is a trained model, not patients. Open it by itself, with “Open a model”.',
  'error.predictor-no-json':
    'There is no model.json among the files of your predictor. Choose model.json together with its weight files.',
  'error.predictor-not-layers':
    'The file {file} does not describe a TensorFlow.js LayersModel. Save or convert the predictor as a LayersModel (not a GraphModel), then choose it again.',
  'error.predictor-weights-missing':
    'The weight file {missing}, which {file} names, was not given. Choose model.json together with all its weight files.',
  'error.predictor-weights-length':
    'The weights in {files} do not have the length that model.json says. Choose the files of one and the same model.',
  'error.predictor-unreadable':
    'The model {file} cannot be built: it has layers TensorFlow.js does not know, or weights that do not fit. Check that it opens in TensorFlow.js.',
  'error.predictor-inputs': {
    one: 'The model {file} has {count} input; a predictor needs two, the ECG and the row of risk factors.',
    other: 'The model {file} has {count} inputs; a predictor needs two, the ECG and the row of risk factors.',
  },
  'error.predictor-shapes':
    'The inputs of the model {file} are {shapes}; one must be a square grey picture (S × S × 1) and the other a row of numbers.',
  'error.predictor-outputs':
    'The model {file} gives {outputs} numbers, but the table has {targets} targets. It needs one output for each column with the role “Target”.',
  'error.predictor-columns':
    'The model {file} wants rows of {columns} numbers, but the features of this table make {features}. It must have been trained on the same features.',
  'error.predictor-range':
    'The model {file} gives numbers outside 0 … 1, so they are no probabilities. Give its output layer a sigmoid.',
  'error.where-empty': 'The condition is empty. Write one such as “age > 60 and LAD_st = 1”, or leave it out.',
  'error.where-too-long':
    'The condition is too long. At most 2,000 characters and {depth} parentheses inside each other can be read.',
  'error.where-column-missing':
    'At character {at} of the condition a column name is missing. Write comparisons such as “age > 60”, joined by and, or, not; names with spaces in "double quotes".',
  'error.where-operator-missing':
    'At character {at} of the condition one of = != < <= > >= is missing. Write comparisons such as “age > 60”; names with spaces in "double quotes".',
  'error.where-value-missing':
    'At character {at} of the condition a value to compare with is missing. Write comparisons such as “age > 60”; values with spaces in "double quotes".',
  'error.where-quote-open':
    'The quotation mark at character {at} of the condition is never closed. Put another behind the name or value.',
  'error.where-not-closed': 'The parenthesis at character {at} of the condition is never closed.',
  'error.where-not-ended':
    'At character {at} the condition should be over, but “{found}” follows. Join comparisons by and, or; names with spaces stand in "double quotes".',
  'error.where-column-unknown':
    'At character {at} the condition names “{column}”, but only these columns were learned: {columns}.',
  'error.where-no-order':
    'At character {at} of the condition: “{column}” holds words, which {operator} cannot put in order. Use = or !=.',
  'error.where-not-a-number':
    'At character {at} of the condition: “{column}” holds numbers, and “{value}” is none. Write numbers with a point, such as 1.5.',
  'error.where-no-such-value':
    'At character {at} of the condition: “{column}” is never “{value}”, only one of these: {values}.',
  'error.where-never':
    'No synthetic patient can fit this condition: a column would have to leave the range it was learned in. Widen the condition.',
  'error.where-too-rare':
    'Of {tried} candidates only {found} fit the condition, too few to go on. Widen the condition.',
  'error.cohort-recipe':
    'Recipe paper makes a row and its ECG at once and can neither fix a value nor rebalance a column. Use a condition, which leaves others out, or train with recipe modern.',
  'error.fix-unreadable':
    '“{text}” says no values to fix. Write them such as LAD_st = 1 and male = 0; names with spaces in "double quotes".',
  'error.share-unreadable':
    '“{text}” says no shares. Write them such as LAD_st = 0.5 and rhythm = AF = 0.3; names with spaces in "double quotes".',
  'error.cohort-column-unknown': 'There is no column “{column}”; only these were learned: {columns}.',
  'error.cohort-no-such-value': '“{column}” is never “{value}”. Ask for one of the values it has: {values}.',
  'error.cohort-column-twice': '“{column}” is asked for twice. Leave one of them out.',
  'error.cohort-never':
    'Of {tried} synthetic patients tried none is as asked for, so none can be made. Fix fewer values, or widen the condition.',
  'error.share-which-value':
    'Say which value of “{column}” the share is of, such as {column} = {example} = 0.5; it has {values}.',
  'error.share-range': 'A share of “{column}” lies between 0 and 1, and “{share}” does not. Write half as 0.5.',
  'error.share-sum': 'The shares of “{column}” add up to {sum}. Together they can be no more than 1.',
  'error.share-too-many': 'No more than {most} shares can be kept at once. Leave some out.',
  'error.no-signals': 'There are no signals in millivolts: {reason}. Take the pairs without signals.',
  'error.no-other-size':
    'These ECGs are not drawn as traces, so they cannot be drawn at another size. Leave the size as it was trained.',
  'error.onnx-too-large':
    'As ONNX this network would take {megabytes} MB, and no ONNX file can have more than 2,147. Save model.zip instead.',
  'error.jpeg-encoder-missing':
    'This browser cannot write JPEG pictures in the background. Use a current Chrome or Edge.',
  'error.archive-too-large':
    'One ZIP archive cannot hold more than 65,534 files or 256 MB. Ask for fewer pairs, or smaller pictures.',
  'error.packing-failed':
    'The archive could not be packed, most often for lack of memory. Nothing else is lost, and archives finished before are whole. Close other tabs, then try again.',
  'error.disk-full':
    'The disk is full: {file} could not be written to its end. The archives before it are whole and stay. Make room, then press Continue: it goes on behind them.',
  'error.folder-unwritable':
    'The folder can no longer be written to (at {file}): it was moved, or the permission was taken back. The archives before are whole and stay; choose the folder again to go on.',
  'error.folder-taken':
    'This folder already holds {file} from another export, which is not written over. Choose an empty folder.',
  'error.unexpected':
    'Something went wrong that we did not foresee. Your data is still loaded; try again. If it happens again, copy the detail below into a report.',
} as const satisfies Record<`error.${ErrorCode}`, Message>;

/** Places of a sentence that its code has no parameter for; the compiler says which. */
type Unfilled = {
  [C in ErrorCode]: Exclude<ParamNames<(typeof errorTexts)[`error.${C}`]>, keyof ParamsOf<C>>;
}[ErrorCode];
true satisfies [Unfilled] extends [never] ? true : Unfilled;
