//! Family names in Han characters.

use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

/// Chinese and Korean family names of one character, in simplified form, frequent ones.
const SINGLE: &str = "\
王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺\
顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房\
滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂全佟臧闵苟邬卞姬仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池苑迟邝封谈匡鞠惠荆乐冀郁胥南\
班原栗燕楚鄢劳谌奚皮粟冼蔺楼盘闻厉伊仝郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴卿狄平索云敬扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况宿鲜印逯隆茹诺\
战慕危玉银亢嵇哈湛宾勾茅呼揭尉冶斯檀信展阴昝智幸奉植衡富尧习鹿骆雒袭咸磨麻腾隗逄郏訾仉缑佴堵郦璩濮蓟羿鱼慎庾暨蒯竺桓乜郤郗区笪谯禤凃厍佤边赖尼禄妥侬杞";

/// Chinese family names of two characters.
const DOUBLE: [&str; 26] = [
    "欧阳", "上官", "司马", "司徒", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木",
    "东方", "南宫", "独孤", "长孙", "宇文", "轩辕", "呼延", "闻人", "申屠", "钟离", "澹台", "赫连",
    "拓跋", "百里",
];

/// Japanese family names, in simplified form.
const JAPANESE: &str = " \
佐藤 铃木 高桥 田中 伊藤 渡边 渡辺 山本 中村 小林 加藤 吉田 山田 佐佐木 佐々木 山口 松本 井上 木村 斋藤 斎藤 清水 山崎 阿部 池田 桥本 山下 石川 中岛 前田 藤田 小川 冈田 后藤 长谷川 村上 近藤 石井 坂本 远藤 青木 藤井 西村 \
福田 太田 三浦 冈本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 柴田 酒井 工藤 横山 宫崎 宫本 内田 高木 安藤 谷口 大野 丸山 今井 高田 藤本 河野 小山 武田 村田 上野 杉山 增田 平野 菅原 久保 松井 千叶 岩崎 \
樱井 木下 野口 松尾 菊地 野村 新井 佐野 渡部 杉本 大西 古川 滨田 市川 小松 岛田 水野 山内 西田 西川 菊池 北村 安田 五十岚 川口 平田 关 川崎 本田 久保田 吉川 饭田 中田 泽田 辻 福岛 川村 荒井 吉村 樋口 田口 永井 熊谷 东 中西 \
岸田 安倍 菅 石破 高市 茂木 林 野田 鸠山 麻生 小泉 福岛 上川 岩屋 加藤 二阶 枝野 志位 玉木 泉 河村 松野 木原 滨田 垂秀 垂 横井 丹羽 木寺 村山 细川 羽田 海部 竹下 中曾根 大平 三木 佐佐江 杉山 富田 山野内 秋叶 船越 市川 森 \
甘利 稻田 岩田 浅野 平井 牧岛 河井 后藤田 小渊 大隈 犬养 原 梶山 町村 川岛 谷垣 前原 北川 神谷 三木谷 孙 柳井 丰田 内山 大塚 今村 须藤 矢野 大川 小沢 小泽 沢田 横田 根本 田边 松冈 望月 黑田 白川 植田 速水 浅川 中尾 武内 堀井 堀内 堀 森山 高村 绪方 明石 村井 鹿取 若宫 夏野 ";

static SINGLES: LazyLock<FxHashSet<char>> = LazyLock::new(|| SINGLE.chars().collect());
static JAPANESE_NAMES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| JAPANESE.split_whitespace().collect());

/// Characters of the family name that the text at `chars` begins with, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surname {
    /// Of a Chinese one: 0, 1 or 2.
    pub chinese: usize,
    /// Of a Japanese one: 0 to 3.
    pub japanese: usize,
}

/// The family name that `chars`, simplified, begin with.
pub fn surname(chars: &[char]) -> Surname {
    let head = |n: usize| -> CompactString { chars.iter().take(n).collect() };
    let two = head(2);
    let chinese = if DOUBLE.contains(&two.as_str()) {
        2
    } else {
        usize::from(chars.first().is_some_and(|c| SINGLES.contains(c)))
    };
    let japanese = (1..=3)
        .rev()
        .find(|n| chars.len() >= *n && JAPANESE_NAMES.contains(head(*n).as_str()))
        .unwrap_or(0);
    Surname { chinese, japanese }
}

#[cfg(test)]
mod tests {
    use super::surname;

    #[test]
    fn family_names_are_known() {
        for (name, chinese, japanese) in [
            ("王小洪", 1, 0),
            ("欧阳娜", 2, 0),
            ("安倍晋三", 1, 2),
            ("长谷川真", 0, 3),
            ("的确", 0, 0),
        ] {
            let chars: Vec<char> = name.chars().collect();
            let found = surname(&chars);
            assert_eq!(
                (found.chinese, found.japanese),
                (chinese, japanese),
                "{name}"
            );
        }
    }
}
