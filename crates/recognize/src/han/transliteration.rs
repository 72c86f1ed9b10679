//! Characters that write foreign names by sound.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// The characters that the usual transcription tables of Chinese give to foreign syllables, and
/// those of Hong Kong and Taiwan, in simplified form.
const SOUNDS: &str = "\
阿埃艾爱安昂奥巴芭白拜班邦包鲍贝本比彼毕宾波玻博伯勃布邦蔡采查察昌楚茨达戴丹当道德登邓迪蒂第丁东都杜顿敦多俄厄恩尔法凡范方菲费芬丰冯夫弗福佛甫富盖甘冈高戈哥格根贡古瓜关圭郭果哈海汉豪\
赫黑亨洪侯胡华怀惠霍基吉季加佳迦贾简江杰捷金津久居喀卡凯坎康考柯科克肯孔库夸奎拉腊莱赖兰朗劳勒雷蕾黎礼里理利莉立连廉良列林琳伦隆卢鲁禄路露罗洛略玛马麦迈曼芒毛茅梅美门蒙孟米密\
姆敏明缪莫墨默穆拿娜纳乃奈南瑙内嫩尼妮年涅宁纽农努诺欧帕派潘庞佩彭皮匹平珀普奇齐恰乔切钦琴丘求屈让热仁日荣茹儒瑞若萨塞赛桑森瑟沙莎山尚绍申什圣施诗史士舒朔丝司斯思松苏索所塔泰坦唐陶忒\
特腾藤提田廷通图土托瓦旺威韦维卫魏温文翁沃乌伍武西希锡夏香向辛欣兴休许逊雅亚扬尧耶叶伊依以因印英雍尤于约云宰赞泽曾扎詹章珍真芝知治中朱卓兹宗祖佐\
柏宝彩甸蓬蓝铎傅歌葛纬娃婷丽莲薇荷菊花茜绮朵伽戛噶绒幸晏岑庄赵蔚芙蒲朴葡逖狄笛锐睿锦颂翰哲浩温泉耀龙登贵强善顺素姿孜子自仲舍涉邵生盛石世寿树帅瓮卜步察策彻臣辰郴承池崇川\
垂纯慈丛汗妲娅嘉琪伯肃颖碧罕京得梭不历延\
额歇保黛娥宽昆吕弥摩珊谢雄雪肖席浦琼沁楼易永万猜汶披銮帖育湾贺岚祺觉貌吞其音朝旦尖珠堆却吾买吐木力肉旋燦灿绪颇熙宪卿薩畅杨尊棱斐羲敖别柳仑仕占玄奔烈";

static SOUND: LazyLock<FxHashSet<char>> = LazyLock::new(|| SOUNDS.chars().collect());

/// Marks between the parts of a transcribed name.
pub const DOTS: [char; 8] = ['·', '・', '‧', '•', '．', '-', '－', '—'];

/// Whether `c`, simplified, is usual in transcribed foreign names.
pub fn is_sound(c: char) -> bool {
    SOUND.contains(&c) || is_katakana(c)
}

/// Whether `c` is katakana, in which Japanese writes foreign names.
pub fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn transcribed_names_are_made_of_sounds() {
        for name in [
            "特朗普",
            "拉马福萨",
            "恩达伊施米耶",
            "布兰斯塔德",
            "蓬佩奥",
            "朔尔茨",
            "冯德莱恩",
        ] {
            assert!(name.chars().all(is_sound), "{name}");
        }
        for word in ["表示", "出席", "会见", "的", "和", "说", "指出"] {
            assert!(!word.chars().all(is_sound), "{word}");
        }
    }
}
