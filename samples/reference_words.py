"""What the reference says of a round's files; their keys and types come from the code.

A text is a pair: English, Vietnamese.
"""

from collections.abc import Mapping

Text = tuple[str, str]
Keys = Mapping[str, Text]

_NAME_IN_LANGUAGES: Text = ("Its name, in both languages.", "Tên, bằng hai thứ tiếng.")
_VERSION: Text = ("Version of the file: 1.", "Phiên bản của tệp: 1.")
_HEADING_OF_UNIT: Text = (
    "The heading of the column with the unit's code or name.",
    "Tiêu đề cột ghi mã hoặc tên đơn vị.",
)
_SOURCE: Keys = {
    "file": (
        "The file, CSV or Excel, as a path from `round.yaml`.",
        "Tệp CSV hoặc Excel, đường dẫn tính từ `round.yaml`.",
    ),
    "sheet": (
        "The sheet of a workbook; else the first.",
        "Trang tính trong tệp Excel; bỏ thì là trang đầu.",
    ),
    "source": (
        "Where the figures come from, as readers know it.",
        "Nguồn số liệu, ghi cho người đọc hiểu.",
    ),
    "use": (
        "Which figure counts where a unit declares another: its own, or that of the file.",
        "Số nào được tính khi đơn vị kê khai khác: số kê khai, hay số trong tệp.",
    ),
}
_FEED: Keys = {
    "item": ("The code of the item.", "Mã tiêu chí thành phần."),
    "input": (
        "The input of the item; needed where it has several.",
        "Tên số liệu của mục; cần ghi khi mục có nhiều số liệu.",
    ),
    "blocks": (
        "The blocks that are meant; else all that have the item.",
        "Các khối áp dụng; bỏ thì là mọi khối có mục đó.",
    ),
}
_SPELLED: Keys = {
    "name": ("Its short name.", "Tên ngắn."),
    "label": ("Its name for readers.", "Tên cho người đọc."),
    "written": ("Other spellings in the file.", "Các cách viết khác trong tệp."),
}
_WEIGHTED: Keys = {**_SPELLED, "weight": ("Its weight among the others.", "Trọng số.")}

ROUND: Mapping[str, tuple[Text, Keys]] = {
    "RoundSpec": (
        ("The whole file", "Toàn tệp"),
        {
            "parindex": _VERSION,
            "title": ("Name of the round.", "Tên kỳ đánh giá."),
            "year": ("The year assessed.", "Năm đánh giá."),
            "language": (
                "Language of forms and results, unless `--lang` or PARINDEX_LANG says otherwise.",
                "Ngôn ngữ của biểu mẫu và kết quả, trừ khi chọn khác bằng `--lang`, PARINDEX_LANG.",
            ),
            "organisation": (
                "The body that runs the round; heads the forms.",
                "Cơ quan tổ chức đánh giá, ghi ở đầu biểu mẫu.",
            ),
            "receiver": (
                "To whom the forms are sent; else the organisation.",
                "Nơi nhận biểu mẫu; bỏ thì là cơ quan tổ chức.",
            ),
            "note": ("A remark that reports show.", "Ghi chú hiện trong báo cáo."),
            "deadline": (
                "Until when forms are due; a day without an hour lasts to its end. Needed where a"
                " block has forms.",
                "Thời hạn gửi biểu mẫu; chỉ ghi ngày thì tính đến hết ngày. Cần có khi có khối"
                " phải gửi biểu.",
            ),
            "late": (
                "Whether late forms count.",
                "Biểu mẫu gửi muộn có được tính không (`accept`: có, `refuse`: không).",
            ),
            "stages": (
                "Time limits of appraisal and explanation.",
                "Thời hạn thẩm định và giải trình.",
            ),
            "previous": (
                "`results.json` of the year before, for comparison.",
                "Tệp `results.json` của năm trước, để so sánh.",
            ),
            "published": (
                "When the round was published; decisions dated later are told.",
                "Ngày công bố; quyết định ghi ngày muộn hơn sẽ được báo.",
            ),
            "adjustments": (
                "The most points of bonus and penalty in this round.",
                "Mức trần điểm thưởng, điểm trừ của kỳ đánh giá.",
            ),
            "blocks": ("The blocks of units, each ranked by itself.", "Các khối, xếp hạng riêng."),
            "tables": ("Tables of figures.", "Các bảng số liệu."),
            "registers": ("Registers of dossiers.", "Các sổ hồ sơ."),
            "surveys": ("Surveys.", "Các cuộc điều tra xã hội học."),
            "entries": (
                "Registers with a row an entry, such as inspections.",
                "Các sổ mỗi dòng một việc, như sổ kiểm tra, sổ vi phạm.",
            ),
        },
    ),
    "BlockSpec": (
        ("An entry of `blocks`", "Một khối trong `blocks`"),
        {
            "code": ("Its code, as in `units.csv`.", "Mã khối, như trong `units.csv`."),
            "name": _NAME_IN_LANGUAGES,
            "criteria": (
                "Its criteria file, as a path from `round.yaml`.",
                "Tệp bộ tiêu chí, đường dẫn tính từ `round.yaml`.",
            ),
            "bands": (
                "Its own classes, in place of those of the criteria.",
                "Các mức xếp loại riêng, thay cho của bộ tiêu chí.",
            ),
            "deadline": ("Its own deadline.", "Thời hạn riêng của khối."),
            "adjustments": ("Its own caps.", "Mức trần riêng của khối."),
        },
    ),
    "StageLimits": (
        ("`stages`", "`stages`"),
        {
            "appraisal_1": ("Of the first appraisal.", "Của thẩm định lần 1."),
            "explanation": ("Of the explanation.", "Của giải trình."),
            "appraisal_2": ("Of the second appraisal.", "Của thẩm định lần 2."),
        },
    ),
    "Caps": (
        ("`adjustments`", "`adjustments`"),
        {
            "bonus": ("The cap on bonus points.", "Mức trần điểm thưởng."),
            "penalty": ("The cap on penalty points.", "Mức trần điểm trừ."),
        },
    ),
    "TableSpec": (
        ("An entry of `tables`", "Một bảng trong `tables`"),
        {
            **_SOURCE,
            "year": ("The year of the figures.", "Năm của số liệu."),
            "unit": _HEADING_OF_UNIT,
            "scale": ("The ends between which figures lie.", "Hai đầu của khoảng giá trị."),
            "feeds": ("Which column answers which item.", "Cột nào dùng cho mục nào."),
        },
    ),
    "Feed": (
        ("An entry of `feeds` in a table", "Một dòng `feeds` của bảng"),
        {
            **_FEED,
            "column": ("The heading of the column.", "Tiêu đề cột."),
            "as": ("`percent`: 85.5 means 85.5%.", "`percent`: 85.5 nghĩa là 85,5%."),
            "year": (
                "The year of the figure, where it is not the round's.",
                "Năm của số liệu, khi không phải năm đánh giá.",
            ),
            "scale": ("In place of that of the table.", "Thay cho khoảng của bảng."),
        },
    ),
    "RegisterSpec": (
        ("An entry of `registers`", "Một sổ trong `registers`"),
        {
            **_SOURCE,
            "columns": ("The headings.", "Tiêu đề các cột."),
            "period": (
                "First and last day of receipt of what is counted; else the year.",
                "Ngày tiếp nhận đầu và cuối được tính; bỏ thì là cả năm.",
            ),
            "until": (
                "All counts are as at the end of this day; else the last of the period.",
                "Tình trạng tính đến hết ngày này; bỏ thì là ngày cuối kỳ.",
            ),
            "feeds": ("Which count answers which item.", "Số đếm nào dùng cho mục nào."),
        },
    ),
    "RegisterColumns": (
        ("`columns` of a register", "`columns` của sổ hồ sơ"),
        {
            "unit": _HEADING_OF_UNIT,
            "dossier": ("That of the number of the dossier.", "Cột mã hồ sơ."),
            "received": ("That of the day of receipt.", "Cột ngày tiếp nhận."),
            "due": ("That of the day it is due.", "Cột ngày hẹn trả."),
            "returned": ("That of the day it was returned.", "Cột ngày trả kết quả."),
        },
    ),
    "Counted": (
        ("An entry of `feeds` in a register", "Một dòng `feeds` của sổ hồ sơ"),
        {**_FEED, "count": ("What is counted.", "Đếm những hồ sơ nào.")},
    ),
    "EntriesSpec": (
        ("An entry of `entries`", "Một sổ trong `entries`"),
        {
            **_SOURCE,
            "unit": _HEADING_OF_UNIT,
            "absent": (
                "What it means that a unit has no row: no figure, or none of the kind.",
                "Đơn vị không có dòng nào: chưa có số liệu (`missing`), hay bằng 0 (`zero`).",
            ),
            "feeds": ("What answers which item.", "Số nào dùng cho mục nào."),
        },
    ),
    "Entered": (
        ("An entry of `feeds` in `entries`", "Một dòng `feeds` của sổ trong `entries`"),
        {
            **_FEED,
            "sum": (
                "The heading of the column that is added up; else rows are counted.",
                "Tiêu đề cột cần cộng; bỏ thì đếm số dòng.",
            ),
            "where": (
                "By heading, what must stand in a row that counts.",
                "Theo tiêu đề cột: nội dung mà dòng được tính phải có.",
            ),
        },
    ),
    "SurveyFiles": (
        ("An entry of `surveys`", "Một cuộc điều tra trong `surveys`"),
        {
            "questionnaire": ("The file of the questionnaire.", "Tệp phiếu điều tra."),
            "answers": ("The file of the answers, or a list.", "Tệp câu trả lời, hoặc danh sách."),
        },
    ),
}
QUESTIONNAIRE: Mapping[str, tuple[Text, Keys]] = {
    "Questionnaire": (
        ("The whole file", "Toàn tệp"),
        {
            "parindex": _VERSION,
            "title": ("Name of the questionnaire.", "Tên phiếu điều tra."),
            "note": ("A remark.", "Ghi chú."),
            "columns": ("The headings of the file of answers.", "Tiêu đề cột của tệp trả lời."),
            "groups": ("Who is asked.", "Các nhóm được hỏi."),
            "strata": ("The strata of the sample.", "Các tầng của mẫu."),
            "scales": ("Lists of answers, by name.", "Các thang trả lời, theo tên."),
            "questions": ("The questions.", "Các câu hỏi."),
            "minimum": (
                "Least number of respondents of a unit.",
                "Số người trả lời tối thiểu của một đơn vị.",
            ),
            "error": (
                "Margin of error e: a unit of N people needs N / (1 + N·e²) answers.",
                "Sai số e: đơn vị có N người cần N / (1 + N·e²) phiếu.",
            ),
            "small_sample": (
                "What becomes of a unit with fewer.",
                "Xử lý khi thiếu (`missing`: coi như chưa có câu trả lời, `score`: vẫn chấm).",
            ),
            "confidence": ("Level of confidence: 0.9, 0.95, 0.99.", "Độ tin cậy: 0.9, 0.95, 0.99."),
            "privacy": (
                "Figures of fewer people are not shown.",
                "Số liệu của ít người hơn mức này không hiện ra.",
            ),
        },
    ),
    "Columns": (
        ("`columns`", "`columns`"),
        {
            "unit": _HEADING_OF_UNIT,
            "group": ("That of the group.", "Cột nhóm đối tượng."),
            "stratum": ("That of the stratum.", "Cột tầng."),
            "respondent": ("That of the respondent's number.", "Cột số phiếu."),
        },
    ),
    "Respondents": (
        ("An entry of `groups`", "Một nhóm trong `groups`"),
        {**_WEIGHTED, "minimum": ("Least sample of a unit.", "Số phiếu tối thiểu của đơn vị.")},
    ),
    "Weighted": (("An entry of `strata`", "Một tầng trong `strata`"), _WEIGHTED),
    "ScaleOption": (
        ("An answer of a scale", "Một phương án của thang trả lời"),
        {
            **_SPELLED,
            "share": (
                "Share of the maximum; without it, not counted.",
                "Tỷ lệ so với điểm tối đa; không ghi thì không tính.",
            ),
        },
    ),
    "Question": (
        ("An entry of `questions`", "Một câu trong `questions`"),
        {
            "column": ("The heading of its column.", "Tiêu đề cột của câu hỏi."),
            "scale": ("The scale of its answers.", "Thang trả lời."),
            "label": ("The question.", "Nội dung câu hỏi."),
            "groups": ("The groups asked; else all.", "Các nhóm được hỏi; bỏ thì là mọi nhóm."),
            "feeds": (
                "By block, the item it feeds, or item.input.",
                "Theo khối: mục nhận kết quả, hoặc mục.số_liệu.",
            ),
        },
    ),
}
IMPRINT: Mapping[str, Text] = {
    "Imprint": ("The whole file", "Toàn tệp"),
    "Logo": ("`logo`", "`logo`"),
    "Colours": ("`colours`", "`colours`"),
    "Paragraphs": ("`paragraphs`", "`paragraphs`"),
    "Signatory": ("An entry of `signatories`", "Một người trong `signatories`"),
    "DecisionWords": ("`decision`", "`decision`"),
}
"""The headings of ``report.yaml``; what its keys mean is said by its models."""
SELECTION: Mapping[str, tuple[Text, Keys]] = {
    "SelectionFile": (
        ("The whole file", "Toàn tệp"),
        {
            "parindex": _VERSION,
            "title": ("What the list is for.", "Tên đợt xét chọn."),
            "note": (
                "A line under the headings of the workbook.",
                "Dòng ghi chú dưới tiêu đề trong tệp Excel.",
            ),
            "selections": ("What is awarded, one after the other.", "Các danh hiệu được xét."),
        },
    ),
    "SelectionRule": (
        ("An entry of `selections`", "Một danh hiệu trong `selections`"),
        {
            "name": ("What is awarded.", "Danh hiệu, hình thức khen thưởng."),
            "best": ("How many are chosen at most.", "Số đơn vị được chọn nhiều nhất."),
            "blocks": (
                "The blocks whose units are considered; else all.",
                "Các khối được xét; bỏ thì là mọi khối.",
            ),
            "each_block": (
                "`true`: so many in each block; `false`: of all blocks together.",
                "`true`: mỗi khối chọn chừng ấy đơn vị; `false`: chọn chung cả các khối.",
            ),
            "conditions": (
                "What a unit must fulfil before its place counts.",
                "Điều kiện phải đạt trước khi xét thứ tự.",
            ),
            "tie_break": (
                "Areas by whose points, one after the other, units with one index are told apart.",
                "Các lĩnh vực lần lượt dùng để phân định đơn vị bằng chỉ số, theo điểm lĩnh vực.",
            ),
            "ties": (
                "Of units that share the last place and are too many: `council` leaves them to the"
                " council, `all` takes all of them, `none` takes none.",
                "Khi đồng hạng ở vị trí cuối nhiều hơn số còn được chọn: `council` để Hội đồng"
                " quyết định, `all` chọn cả, `none` không chọn đơn vị nào.",
            ),
            "exclude": (
                "Units that a decision keeps out.",
                "Các đơn vị không được xét theo một quyết định.",
            ),
        },
    ),
    "Conditions": (
        ("`conditions`", "`conditions`"),
        {
            "index": ("The least index as published.", "Chỉ số đã công bố thấp nhất."),
            "areas": (
                "By area, the least share of the maximum that applies to the unit, in percent.",
                "Theo lĩnh vực: tỷ lệ điểm thấp nhất so với điểm tối đa áp dụng cho đơn vị (%).",
            ),
            "items": ("The same, by item.", "Như trên, theo tiêu chí thành phần."),
            "bands": ("The classes a unit may be in.", "Các mức xếp loại được xét."),
            "penalty": (
                "`false`: a unit with penalty points cannot be chosen.",
                "`false`: không bị điểm trừ.",
            ),
            "missing": (
                "`false`: a unit with an item that is missing or invalid cannot be chosen.",
                "`false`: không có tiêu chí nào chưa trả lời hoặc không hợp lệ.",
            ),
        },
    ),
    "Excluded": (
        ("An entry of `exclude`", "Một đơn vị trong `exclude`"),
        {
            "unit": ("Code or name of the unit.", "Mã hoặc tên đơn vị."),
            "reason": ("The reason, with the decision.", "Lý do, kèm quyết định."),
        },
    ),
}
TABLES: Mapping[str, tuple[Text, Mapping[str, tuple[bool, Text]]]] = {
    "units.csv": (
        ("The units.", "Các đơn vị."),
        {
            "code": (True, ("Code, once each.", "Mã đơn vị, không trùng.")),
            "name": (True, ("Name.", "Tên đơn vị.")),
            "block": (True, ("Code of the block.", "Mã khối.")),
            "exempt": (
                False,
                (
                    "Codes that do not apply to the unit, parted by semicolons.",
                    "Các mã không áp dụng cho đơn vị, cách nhau bằng dấu chấm phẩy.",
                ),
            ),
            "deadline": (False, ("An extension.", "Thời hạn gia hạn.")),
            "population": (
                False,
                ("People served, for the sample it needs.", "Số dân, để tính cỡ mẫu điều tra."),
            ),
            "ranked": (
                False,
                ("`no`: scored, and takes no rank.", "`không`: chấm điểm nhưng không xếp hạng."),
            ),
        },
    ),
    "predecessors.csv": (
        ("Units that were renamed or merged.", "Đơn vị đã đổi tên hoặc sáp nhập."),
        {
            "code": (True, ("Code of the former unit.", "Mã đơn vị cũ.")),
            "name": (True, ("Its name.", "Tên đơn vị cũ.")),
            "successor": (True, ("Code of the unit it went on in.", "Mã đơn vị mới.")),
            "date": (True, ("Since when.", "Từ ngày nào.")),
            "decision": (True, ("By which decision.", "Theo quyết định nào.")),
        },
    ),
    "adjustments.csv": (
        ("Bonus and penalty points.", "Điểm thưởng, điểm trừ."),
        {
            "unit": (True, ("Code or name of the unit.", "Mã hoặc tên đơn vị.")),
            "kind": (True, ("`bonus` or `penalty`.", "`bonus` (thưởng) hoặc `penalty` (trừ).")),
            "points": (True, ("Points, above 0.", "Số điểm, lớn hơn 0.")),
            "decision": (True, ("Number of the decision.", "Số, ký hiệu quyết định.")),
            "date": (True, ("Its date.", "Ngày quyết định.")),
            "reason": (True, ("The reason.", "Lý do.")),
        },
    ),
    "received.csv": (
        ("When files came in.", "Thời điểm nhận từng tệp."),
        {
            "file": (
                True,
                ("The file, from `submissions/`.", "Tên tệp, tính từ `submissions/`."),
            ),
            "received_at": (True, ("Date and hour.", "Ngày, giờ nhận.")),
            "note": (False, ("How it came.", "Cách gửi, số công văn đến.")),
        },
    ),
    "history.csv": (
        ("What was published in earlier years.", "Kết quả đã công bố của các năm trước."),
        {
            "year": (True, ("The year.", "Năm.")),
            "unit": (True, ("Code or name of the unit.", "Mã hoặc tên đơn vị.")),
            "index": (True, ("The published index.", "Chỉ số đã công bố.")),
            "name": (False, ("The name it then had.", "Tên đơn vị khi đó.")),
            "rank": (False, ("Its rank.", "Thứ hạng.")),
            "band": (False, ("Its class.", "Xếp loại.")),
        },
    ),
}
"""By file: what it is; by column, whether it is needed, and what stands in it."""

FOLDERS: tuple[tuple[str, Text], ...] = (
    ("round.yaml", ("what the round is", "thông tin của kỳ đánh giá")),
    ("submissions/", ("the forms that came back", "biểu mẫu đơn vị gửi về")),
    ("evidence/", ("documents named as evidence, by unit", "tài liệu kiểm chứng, theo đơn vị")),
    ("appraisal/", ("what appraisers returned", "phiếu thẩm định gửi về")),
    ("explanations/", ("what units answered", "phiếu giải trình gửi về")),
    ("report/", ("what the office adds to its publications", "nội dung cơ quan thêm vào báo cáo")),
    ("report/templates/", ("its own templates", "mẫu riêng của cơ quan")),
    ("forms/", ("written by `template`", "do `template` lập")),
    ("to-appraise/", ("written by `appraise`", "do `appraise` lập")),
    ("results/", ("written by `score`", "do `score` lập")),
    ("results/runs/", ("results of earlier runs", "kết quả các lượt chấm trước")),
    ("results/report/", ("written by `report`", "do `report` lập")),
)
RESULTS: tuple[tuple[str, Text], ...] = (
    ("results.json", ("everything, exact", "toàn bộ kết quả, số liệu chính xác")),
    ("results.xlsx", ("the same to look at in Excel", "kết quả để xem trong Excel")),
    ("findings.json", ("what was found", "các vấn đề đã phát hiện")),
    ("run.json", ("the hash of each input and result", "mã băm của từng tệp đầu vào và kết quả")),
)

OUTCOMES: Mapping[str, Text] = {
    "scored": ("The answer was read and gave points.", "Đọc được câu trả lời và đã chấm điểm."),
    "missing": (
        "There is no answer: 0 points, and it is told.",
        "Chưa có câu trả lời: 0 điểm, và được báo.",
    ),
    "not_applicable": (
        "The item does not apply: see the policies.",
        "Mục không áp dụng: xử lý theo một trong ba cách dưới đây.",
    ),
    "invalid": (
        "The answer cannot be used: 0 points until it is corrected, and it is told.",
        "Câu trả lời không dùng được: 0 điểm cho đến khi sửa, và được báo.",
    ),
}
EXITS: tuple[Text, ...] = (
    ("Clean.", "Không có vấn đề."),
    (
        "It ran, and a finding weighs as much as `--fail-on` (an error, unless said otherwise);"
        " `diff` and `verify`: something differs.",
        "Đã chạy, và có vấn đề từ mức `--fail-on` trở lên (nếu không chọn thì là lỗi);"
        " với `diff` và `verify`: có điểm khác nhau.",
    ),
    ("It could not run.", "Không chạy được."),
)
SAID: Keys = {
    "commands": ("Commands", "Các lệnh"),
    "criteria": ("Keys of criteria files", "Các khóa của tệp bộ tiêu chí"),
    "round": ("Files of a round", "Các tệp của một kỳ đánh giá"),
    "made": (
        "This page is made from the code (`python samples/document.py`).",
        "Trang này được lập tự động từ mã nguồn (`python samples/document.py`).",
    ),
    "more": ("More", "Xem thêm"),
    "index": ("All pages", "Mục lục tài liệu"),
    "findings": ("Codes of findings", "Danh mục mã lỗi, cảnh báo"),
    "language": ("The criteria language, with examples", "Ngôn ngữ bộ tiêu chí, có ví dụ"),
    "of_tables": ("Tables and registers", "Bảng số liệu và sổ hồ sơ"),
    "of_surveys": ("Surveys", "Điều tra xã hội học"),
    "of_publishing": ("Publishing", "Công bố kết quả"),
    "of_selection": ("Rules of a selection", "Xét chọn đơn vị dẫn đầu"),
    "of_appraisal": ("Appraisal", "Thẩm định và giải trình"),
    "other": ("Tiếng Việt", "English"),
    "option": ("Option", "Tùy chọn"),
    "argument": ("Argument", "Tham số"),
    "values": ("Values", "Giá trị"),
    "default": ("If left out", "Nếu không nêu"),
    "meaning": ("Meaning", "Ý nghĩa"),
    "key": ("Key", "Khóa"),
    "needed": ("Needed", "Bắt buộc"),
    "yes": ("yes", "có"),
    "column": ("Column", "Cột"),
    "file": ("File or folder", "Tệp hoặc thư mục"),
    "what": ("What it is", "Nội dung"),
    "code": ("Code", "Mã"),
    "exits": ("Exit codes", "Mã thoát"),
    "path": ("path", "đường dẫn"),
    "text": ("text", "văn bản"),
    "short name": ("short name", "tên ngắn"),
    "date": ("date, with or without an hour", "ngày, có thể kèm giờ"),
    "number": ("number", "số"),
    "whole number": ("whole number", "số nguyên"),
    "expression": ("expression", "biểu thức"),
    "list of": ("list of: {}", "danh sách: {}"),
    "by name": ("by name: {}", "theo tên: {}"),
    "two": ("two of: {}", "hai giá trị: {}"),
    "any": ("any", "tùy ý"),
    "again": ("; may be repeated", "; có thể ghi nhiều lần"),
    "set": ("The whole file", "Toàn tệp"),
    "extension": ("A set that starts from another", "Bộ tiêu chí dựa trên bộ khác"),
    "extension_intro": (
        "It has the keys of the whole file but `areas`, and those below.",
        "Có các khóa của toàn tệp, trừ `areas`, và thêm các khóa sau.",
    ),
    "criterion": ("Areas, criteria, items", "Lĩnh vực, tiêu chí, tiêu chí thành phần"),
    "input": ("Inputs", "Số liệu kê khai"),
    "rules": ("Rule kinds", "Các loại quy tắc"),
    "parts": ("Parts of rules and of the file", "Các phần của quy tắc và của tệp"),
    "used": ("Stands in", "Nằm trong"),
    "outcomes": ("Outcomes of an item", "Bốn trạng thái của một mục"),
    "policies": ("Where an item does not apply", "Khi mục không áp dụng"),
    "localtext": (
        'A text in both languages is written `{ vi: "…", en: "…" }`; `en` may be left out.',
        'Nội dung hai thứ tiếng viết là `{ vi: "…", en: "…" }`; có thể bỏ `en`.',
    ),
    "texts": ("text (vi, en)", "văn bản (vi, en)"),
    "folder": ("In the folder", "Trong thư mục"),
    "tables": ("Tables (CSV)", "Các bảng (CSV)"),
    "results": ("Results", "Kết quả"),
    "forms": ("Columns of the workbooks", "Các cột của biểu mẫu và phiếu thẩm định"),
    "form": ("Self-assessment", "Biểu tự đánh giá"),
    "appraisal": ("Appraisal", "Phiếu thẩm định"),
    "questionnaire": ("The questionnaire", "Phiếu điều tra"),
    "selection": ("The rules of a selection", "Tệp quy định xét chọn"),
}
"""What the pages say, by a word for it."""
