//! Korean.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // A title after its name; a family name alone with its title.
    (
        "박진호 외교부 장관은 8일 기자회견에서 협상이 타결됐다고 밝혔다. 박 장관은 국민의 지지를 당부했다.",
        &["박진호: 외교부 장관 [KOR] speaker"],
    ),
    // Glued words: office and body, office and name.
    (
        "이상민 국방부장관과 김태호의원은 국회에서 만났다.",
        &[
            "이상민: 국방부장관 [KOR] participant",
            "김태호: 의원 [KOR] participant",
        ],
    ),
    // Transliterated names; a state before its office, two sides of a meeting.
    (
        "윤석민 대통령은 기시모토 후미오 일본 총리와 정상회담을 했다. 기시모토 총리는 협력을 강조했다.",
        &[
            "윤석민: 대통령 [KOR] participant",
            "기시모토 후미오: 총리 [JPN] speaker",
        ],
    ),
    // Ambassadors: the sending state is cut, the receiving one stays.
    (
        "필립 골드버그 주한 미국 대사, 아이보시 고이치 주한일본대사와 조현동 주미 대사가 참석했다.",
        &[
            "필립 골드버그: 주한 ... 대사 [USA] participant",
            "아이보시 고이치: 주한 ... 대사 [JPN] participant",
            "조현동: 주미 대사 [KOR] participant",
        ],
    ),
    // Former, elect, acting.
    (
        "이명석 전 대통령, 김영수 대법원장 후보자, 한동수 국무총리 직무대행이 행사에 참석했다.",
        &[
            "이명석: 대통령(former) [KOR] participant",
            "김영수: 대법원장(elect) [KOR] participant",
            "한동수: 국무총리(acting) [KOR] participant",
        ],
    ),
    // Two posts joined by 겸.
    (
        "추경민 부총리 겸 기획재정부 장관은 회의를 주재했다.",
        &["추경민: 부총리; 기획재정부 장관 [KOR] chair"],
    ),
    // Title before name.
    (
        "외교부 대변인 임수석은 정례 브리핑에서 우려를 표명했다.",
        &["임수석: 외교부 대변인 [KOR] speaker"],
    ),
    // Name in the genitive; a state with its particle.
    (
        "미국의 토니 블레이크 국무장관은 방한을 마치고 출국했다.",
        &["토니 블레이크: 국무장관 [USA] participant"],
    ),
    // A list whose title stands at its end.
    (
        "김철민·이영호·박민서 의원이 토론회에 참석했다.",
        &[
            "김철민: 의원 [KOR] participant",
            "이영호: 의원 [KOR] participant",
            "박민서: 의원 [KOR] participant",
        ],
    ),
    // Keynote, chair, opening address.
    (
        "김진표 국회의장이 개회사를 했고, 안토니오 구테헤스 유엔 사무총장이 기조연설을 했다. 좌장은 정재호 서울대 교수가 맡았다.",
        &[
            "김진표: 국회의장 [KOR] keynote",
            "안토니오 구테헤스: 유엔 사무총장 [-] keynote",
            "정재호: 서울대 교수 [-] chair",
        ],
    ),
    // A delegation list, a line each.
    (
        "참석자 명단\n- 조태용 국가안보실장\n- 김은혜 홍보수석\n- 이도운 대통령실 대변인",
        &[
            "조태용: 국가안보실장 [KOR] participant",
            "김은혜: 홍보수석 [KOR] participant",
            "이도운: 대통령실 대변인 [KOR] participant",
        ],
    ),
    // Post and name with a colon; name and post in brackets.
    (
        "위원장: 김상훈\n부위원장: 이정미(한국개발연구원 선임연구위원)",
        &[
            "김상훈: 위원장 [KOR] mentioned",
            "이정미: 부위원장; 한국개발연구원 선임연구위원 [KOR] mentioned",
        ],
    ),
    // Foreign office holders.
    (
        "왕이푸 중국 외교부장과 세르게이 라브린 러시아 외무장관이 베이징에서 회동했다.",
        &[
            "왕이푸: 외교부장 [CHN] participant",
            "세르게이 라브린: 외무장관 [RUS] participant",
        ],
    ),
    // Courtesy words.
    (
        "국군포로 가족 김영자 씨와 독립운동가 후손 최재호 옹이 감사의 뜻을 전했다.",
        &["김영자:  [-] speaker <씨>", "최재호:  [-] speaker <옹>"],
    ),
    // Ranks after the name.
    (
        "김명철 합참의장(육군 대장)은 폴 라캐머 한미연합군사령관과 만났다. 강호철 해군 중장도 동석했다.",
        &[
            "김명철: 합참의장 [KOR] participant",
            "폴 라캐머: 한미연합군사령관 [-] participant",
            "강호철:  [KOR] participant <해군 중장>",
        ],
    ),
    // Mayors and governors keep their place.
    (
        "오세준 서울시장과 김동민 경기도지사, 박형우 부산광역시장은 협약서에 서명했다.",
        &[
            "오세준: 서울시장 [KOR] participant",
            "김동민: 경기도지사 [KOR] participant",
            "박형우: 부산광역시장 [KOR] participant",
        ],
    ),
    // An international body.
    (
        "라파엘 그로스 국제원자력기구 사무총장이 방한해 박진호 장관을 면담했다.",
        &[
            "라파엘 그로스: 국제원자력기구 사무총장 [-] participant",
            "박진호: 장관 [KOR] participant",
        ],
    ),
    // A party, a committee of parliament.
    (
        "이재민 더불어민주당 대표와 한동주 국민의힘 비상대책위원장, 김태균 국회 외교통일위원장이 만찬을 함께했다.",
        &[
            "이재민: 더불어민주당 대표 [KOR] participant",
            "한동주: 국민의힘 비상대책위원장 [KOR] participant",
            "김태균: 국회 외교통일위원장 [KOR] participant",
        ],
    ),
    // A company.
    (
        "이재훈 삼성전자 회장과 최태경 대한상공회의소 회장이 참석했다.",
        &[
            "이재훈: 삼성전자 회장 [-] participant",
            "최태경: 대한상공회의소 회장 [-] participant",
        ],
    ),
    // A source.
    (
        "김여진 조선노동당 부부장의 담화에 따르면 북한은 대화를 거부했다.",
        &["김여진: 조선노동당 부부장 [PRK] mentioned"],
    ),
    // An appointment.
    (
        "윤석민 대통령은 신임 통일부 장관에 김영호 성신여대 교수를 임명했다.",
        &[
            "윤석민: 대통령 [KOR] mentioned",
            "김영호: 성신여대 교수; 통일부 장관(elect) [KOR] mentioned",
        ],
    ),
    // A given name that ends like a particle keeps its last syllable.
    (
        "김가은 의원이 질의했다. 김가은 의원은 예산을 지적했다.",
        &["김가은: 의원 [KOR] speaker"],
    ),
    // By video, in writing.
    (
        "마르틴 슐츠 독일 총리는 영상 메시지를 통해 축하했다.",
        &["마르틴 슐츠: 총리 [DEU] speaker"],
    ),
    // A first name in a heading.
    (
        "조현우 장관, 하마드 카타르 외교장관과 통화",
        &[
            "조현우: 장관 [KOR] participant",
            "하마드: 외교장관 [QAT] participant",
        ],
    ),
    // The verb far behind its subject, at the end.
    (
        "강경호 외교부 제1차관은 이번 협의가 양국 국민 간 교류를 한층 더 넓히고 미래 세대의 상호 이해를 높이는 중요한 계기가 될 것이라고 강조했다.",
        &["강경호: 외교부 제1차관 [KOR] speaker"],
    ),
    // Met: subject with 은, the other with 와.
    (
        "박상우 국토교통부 장관은 20일 정부세종청사에서 압둘라 빈 살라흐 사우디아라비아 투자부 장관을 만나 양국 간 협력 방안을 논의했다.",
        &[
            "박상우: 국토교통부 장관 [KOR] participant",
            "압둘라 빈 살라흐: 투자부 장관 [SAU] participant",
        ],
    ),
    // A phone call.
    (
        "이도현 국가안보실장은 이날 제이크 설리번 미국 국가안보보좌관과 전화통화를 갖고 북한의 미사일 발사를 규탄했다.",
        &[
            "이도현: 국가안보실장 [KOR] speaker",
            "제이크 설리번: 국가안보보좌관 [USA] participant",
        ],
    ),
    // Both sides by their teams.
    (
        "한국 측에서는 정병원 외교부 차관보가, 일본 측에서는 후나코시 다케히로 외무심의관이 참석했다.",
        &[
            "정병원: 외교부 차관보 [KOR] participant",
            "후나코시 다케히로: 외무심의관 [JPN] participant",
        ],
    ),
    // A quotation before its speaker.
    (
        "\"우리는 대화를 원한다.\" 김영호 통일부 장관은 이같이 말했다.",
        &["김영호: 통일부 장관 [KOR] speaker"],
    ),
    // 前 in Han; a hyphen in a name.
    (
        "이명석 前 대통령과 프랑크발터 슈타인마이어 독일 대통령이 만찬을 함께했다.",
        &[
            "이명석: 대통령(former) [KOR] participant",
            "프랑크발터 슈타인마이어: 대통령 [DEU] participant",
        ],
    ),
    // Office, state and name in the Japanese manner.
    (
        "하야시 요시마사 일본 관방장관은 유감을 표명했다. 하야시 장관은 외교 경로로 항의했다고 밝혔다.",
        &["하야시 요시마사: 관방장관 [JPN] speaker"],
    ),
    // A minister and those who came along.
    (
        "오영주 중소벤처기업부 장관과 최상목 경제부총리, 안덕근 산업통상자원부 장관 등이 회의에 참석했다.",
        &[
            "오영주: 중소벤처기업부 장관 [KOR] participant",
            "최상목: 경제부총리 [KOR] participant",
            "안덕근: 산업통상자원부 장관 [KOR] participant",
        ],
    ),
    // A family name of two syllables.
    (
        "남궁민호 재외동포청장은 동포들과 간담회를 가졌다.",
        &["남궁민호: 재외동포청장 [KOR] participant"],
    ),
    // An elect president.
    (
        "도널드 트럼슨 미국 대통령 당선인은 지명을 발표했다.",
        &["도널드 트럼슨: 대통령(elect) [USA] speaker"],
    ),
    // Editors, professors, lawyers.
    (
        "세미나에서는 김현우 중앙일보 논설위원, 이수진 이화여대 교수, 박준형 변호사가 토론자로 나섰다.",
        &[
            "김현우: 중앙일보 논설위원 [-] speaker",
            "이수진: 이화여대 교수 [-] speaker",
            "박준형: 변호사 [-] speaker",
        ],
    ),
    // The state of an envoy told by its residence abroad.
    (
        "조구래 주유엔 대사는 안보리 회의에서 발언했다. 김건 주영국 대사도 참석했다.",
        &[
            "조구래: 주유엔 대사 [KOR] speaker",
            "김건: 주영국 대사 [KOR] participant",
        ],
    ),
    // A biography's posts.
    (
        "신임 김성한 대사는 1992년 외무고시에 합격해 외교부 북미국장과 주벨기에 대사를 역임했다.",
        &["김성한: 대사; 외교부 북미국장(former); 주벨기에 대사(former) [KOR] mentioned"],
    ),
    // European commission.
    (
        "우르줄라 폰데어라이엔 유럽연합 집행위원장은 23일 서울을 방문한다.",
        &["우르줄라 폰데어라이엔: 유럽연합 집행위원장 [-] participant"],
    ),
    // A president by the family name alone, small word too.
    (
        "이재석 대통령은 회의를 주재했다. 이 대통령은 속도를 주문했다.",
        &["이재석: 대통령 [KOR] speaker"],
    ),
    // King and crown prince.
    (
        "압둘라 2세 요르단 국왕과 무함마드 빈 살만 사우디아라비아 왕세자가 면담했다.",
        &[
            "압둘라 2세: 요르단 국왕 [JOR] participant",
            "무함마드 빈 살만: 사우디아라비아 왕세자 [SAU] participant",
        ],
    ),
    // Church leaders.
    (
        "정순택 천주교 서울대교구장 대주교, 진우 조계종 총무원장이 축사를 했다.",
        &[
            "정순택: 천주교 서울대교구장 대주교 [-] speaker",
            "진우: 조계종 총무원장 [-] speaker",
        ],
    ),
    // No person where only offices stand.
    (
        "양국 외교장관은 공동성명을 채택했다. 대통령실은 이를 환영했다.",
        &[],
    ),
    // North Korea.
    (
        "김정윤 북한 국무위원장은 블라디미르 푸친 러시아 대통령과 평양에서 회담했다.",
        &[
            "김정윤: 국무위원장 [PRK] participant",
            "블라디미르 푸친: 대통령 [RUS] participant",
        ],
    ),
    // Business.
    (
        "젠슨 황 엔비디아 최고경영자는 최태원 SK그룹 회장을 만났다.",
        &[
            "젠슨 황: 엔비디아 최고경영자 [-] participant",
            "최태원: SK그룹 회장 [-] participant",
        ],
    ),
    // Adjacent list without commas is not merged.
    (
        "행사에는 김은혜 의원 박수민 의원이 자리했다.",
        &[
            "김은혜: 의원 [KOR] participant",
            "박수민: 의원 [KOR] participant",
        ],
    ),
];
