"""Dates as people say them: 去年腊月二十, 前年麦收, 上个月初八, 国庆前两天.

`spoken.spoken_date` turns the words into a day, or into a span of days where they leave it open.
"""
