#!/usr/bin/env python3
"""Makes tables/han_words.tsv from jieba's dict.txt (MIT).

    pip install jieba
    scripts/han_words.py path/to/dict.txt > tables/han_words.tsv

Frequent words of two to four characters that name no person, one a row with `v` for a verb or
`n` for anything else: evidence of where a name ends.
"""

import sys

LEAST = 100
# Prefixes of offices: 副主席, 驻华 are no words here.
PREFIXES = ("驻", "前任")
# Names that the dictionary does not mark as such.
NAMES = (
    "普京 奥巴马 查理 富兰克林 科比 欧文 齐达内 特鲁西埃 福拉多 洛伦兹 玛利亚 巴顿 巴里 苏林 "
    "查理斯 普莱斯 莎士比亚 马列"
).split()
# Words that the dictionary takes for names.
NO_NAMES = (
    "明白 武功 文明 阳光 道德 卫星 雷达 荣誉 古老 光荣 权威 封锁 宣言 智慧 高峰 友谊 高潮 英勇 齐全 洪水 "
    "顾客 公正 辛勤 光辉 安静 崇拜 祖宗 保健 谢谢 宝贝 红旗 宝贵 康复 师范 诸如 范畴 周转 修正 陈述 荣获 "
    "小康 体操 关怀 明珠 黎明 红外 呼唤 陈列 通达 宁静 养老 师生 安抚 许可 原谅 崇高 容纳 杜绝 卓越 祝贺 "
    "慈善 晋升 蓬勃 史诗 过敏 英才 荣耀 满怀 朴素 弘扬 崇尚 威武 安危 查明 张贴 周旋 才华 史实 立功 温馨 "
    "蓝图 殷勤 灵敏 明智 祝福 严正 巧遇 高昂 高超 仁义 拓宽 扬言 高雅 时髦 敬仰 富豪 科普 凯旋 施政 祥和 "
    "明朗 默契 任凭 张扬 周全 权贵 边远 雷霆 道谢 从政 言辞 祖母 敬佩 空旷 华裔 周详 寒暄 权衡 丛生 盛世 "
    "格斗 富翁 仁慈 从军 但凡 爱戴 光耀 冷清 通晓 归顺 慈祥 宇航 金秋 敬献 师承 连贯 和睦 卓绝 招贤 博爱 "
    "渊博 齐放 巧匠 敬礼 齐备 解密 高薪 晋级 宫殿 元老 金砖 二人 令人 "
).split()


def words(lines):
    for line in lines:
        word, count, tag = line.split()
        if 2 <= len(word) <= 4 and int(count) >= LEAST and (word in NO_NAMES or word not in NAMES and not tag.startswith("nr")):
            if "副" not in word and not word.startswith(PREFIXES) and all("\u3400" <= c < "\ua000" for c in word):
                yield word, "v" if tag.startswith("v") and tag != "vn" else "n"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        for row in sorted(set(words(source))):
            print("\t".join(row))
