//! Vietnamese.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    (
        "Tổng Bí thư, Chủ tịch nước Trần Văn Lâm và Phu nhân dự lễ.",
        &["Trần Văn Lâm: Tổng Bí thư; Chủ tịch nước [VNM] participant"],
    ),
    (
        "Đồng chí Lê Thị Hoài, Ủy viên Bộ Chính trị, Bí thư Thành uỷ, Trưởng đoàn kiểm tra phát biểu.",
        &[
            "Lê Thị Hoài: Ủy viên Bộ Chính trị; Bí thư Thành uỷ; Trưởng đoàn kiểm tra [VNM] speaker <Đồng chí>",
        ],
    ),
    (
        "Dự họp có Đại tướng Nguyễn Tân Cương, Ủy viên Thường vụ Quân ủy Trung ương.",
        &["Nguyễn Tân Cương: Ủy viên Thường vụ Quân ủy Trung ương [VNM] participant <Đại tướng>"],
    ),
    (
        "Nguyên Chủ tịch nước Nguyễn Minh Tân, Trương Tấn Hòa dự lễ.",
        &[
            "Nguyễn Minh Tân: Chủ tịch nước(former) [VNM] participant",
            "Trương Tấn Hòa: Chủ tịch nước(former) [VNM] participant",
        ],
    ),
    (
        "Tiến sĩ Đặng Trung Phước, Chủ tịch CVS, cho biết như vậy.",
        &["Đặng Trung Phước: Chủ tịch CVS [-] speaker <Tiến sĩ>"],
    ),
    (
        "Bộ trưởng Ngoại giao Jordan và Thư ký Hội đồng An ninh Liên bang Nga Sergei Panin đã đến Iran.",
        &["Sergei Panin: Thư ký Hội đồng An ninh [RUS] participant"],
    ),
    (
        "Phát biểu tại lễ kỷ niệm, Bộ trưởng Bộ Công an Lương Tam Sơn nhấn mạnh điều đó.",
        &["Lương Tam Sơn: Bộ trưởng Bộ Công an [VNM] speaker"],
    ),
    (
        "Chủ tịch Hội đồng Bộ trưởng Cuba Manuel Ruiz nói.",
        &["Manuel Ruiz: Chủ tịch Hội đồng Bộ trưởng [CUB] speaker"],
    ),
];
